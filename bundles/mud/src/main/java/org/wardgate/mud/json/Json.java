package org.wardgate.mud.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value (RFC 8259). Immutable. */
public sealed interface Json {
  /** What people call it. */
  String kind();

  /**
   * An object.
   *
   * @param members in the order of the file
   */
  record Members(Map<String, Json> members) implements Json {
    /** Copies the map. */
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /**
   * An array.
   *
   * @param elements in order
   */
  record Elements(List<Json> elements) implements Json {
    /** Copies the list. */
    public Elements {
      elements = List.copyOf(elements);
    }

    @Override
    public String kind() {
      return "an array";
    }
  }

  /**
   * A string.
   *
   * @param value unescaped
   */
  record Text(String value) implements Json {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /**
   * A number without fraction or exponent that fits a {@code long}.
   *
   * @param value the number
   */
  record Whole(long value) implements Json {
    @Override
    public String kind() {
      return "a whole number";
    }
  }

  /** A constant, or a number that no node of a MUD file may have. */
  enum Other implements Json {
    /** {@code true}. */
    TRUE("true"),
    /** {@code false}. */
    FALSE("false"),
    /** {@code null}. */
    NULL("null"),
    /** A number with fraction, exponent or too many digits. */
    NUMBER("a number that is not whole or too large");

    private final String kind;

    Other(String kind) {
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }
  }
}
