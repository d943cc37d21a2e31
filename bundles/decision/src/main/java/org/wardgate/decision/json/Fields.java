package org.wardgate.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads mandatory and optional fields; anything missing or of another type is refused. */
final class Fields {
  private Fields() {}

  static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual()) {
      throw new IllegalArgumentException("field '" + name + "' must be text");
    }
    return value.textValue();
  }

  static Optional<String> optionalText(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(text(node, name)) : Optional.empty();
  }

  static int integer(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.canConvertToInt()) {
      throw new IllegalArgumentException("field '" + name + "' must be an integer");
    }
    return value.intValue();
  }

  static long whole(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.canConvertToLong()) {
      throw new IllegalArgumentException("field '" + name + "' must be an integer");
    }
    return value.longValue();
  }

  static OptionalInt optionalInteger(JsonNode node, String name) {
    return node.hasNonNull(name) ? OptionalInt.of(integer(node, name)) : OptionalInt.empty();
  }

  static List<String> texts(JsonNode node, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : node.path(name)) {
      if (!value.isTextual()) {
        throw new IllegalArgumentException("field '" + name + "' must hold texts");
      }
      texts.add(value.textValue());
    }
    return texts;
  }

  static double number(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber()) {
      throw new IllegalArgumentException("field '" + name + "' must be a number");
    }
    return value.doubleValue();
  }

  static boolean flag(JsonNode node, String name) {
    return node.path(name).asBoolean(false);
  }

  static Instant instant(JsonNode node, String name) {
    try {
      return Instant.parse(text(node, name));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("field '" + name + "' must be a time", e);
    }
  }

  static Optional<Instant> optionalInstant(JsonNode node, String name) {
    return node.hasNonNull(name) ? Optional.of(instant(node, name)) : Optional.empty();
  }

  static JsonNode object(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isObject()) {
      throw new IllegalArgumentException("field '" + name + "' must be an object");
    }
    return value;
  }
}
