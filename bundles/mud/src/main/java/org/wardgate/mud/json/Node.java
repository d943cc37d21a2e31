package org.wardgate.mud.json;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;

/**
 * A value together with its place, read as RFC 7951 encodes YANG. Immutable.
 *
 * @param json the value
 * @param place where it stands
 */
public record Node(Json json, Place place) {
  /** Longest string that is no attachment, in characters. */
  public static final int TEXT_MAX_CHARS = 4_096;

  /** The whole file. */
  public static Node root(Json json) {
    return new Node(json, Place.ROOT);
  }

  /** The keys of a container, in order. */
  public Set<String> keys() throws Refusal {
    return members().keySet();
  }

  /** A child that may be absent. */
  public Optional<Node> child(String key) throws Refusal {
    return Optional.ofNullable(members().get(key)).map(value -> new Node(value, place.key(key)));
  }

  /** A mandatory child. */
  public Node required(String key) throws Refusal {
    Optional<Node> child = child(key);
    if (child.isEmpty()) {
      throw new Refusal(MudErrors.MISSING_NODE, place, key);
    }
    return child.get();
  }

  /** The entries of a list or leaf-list. */
  public List<Node> entries() throws Refusal {
    if (!(json instanceof Json.Elements elements)) {
      throw wrong("an array");
    }
    List<Node> entries = new ArrayList<>(elements.elements().size());
    for (Json element : elements.elements()) {
      entries.add(new Node(element, place.index(entries.size())));
    }
    return entries;
  }

  /**
   * A string leaf.
   *
   * @throws Refusal BAD_VALUE, or TOO_LARGE beyond {@value #TEXT_MAX_CHARS} characters
   */
  public String text() throws Refusal {
    String text = longText();
    if (text.length() > TEXT_MAX_CHARS) {
      throw new Refusal(
          MudErrors.TOO_LARGE, place, "a string of more than " + TEXT_MAX_CHARS + " characters");
    }
    return text;
  }

  /** A string leaf of any length that {@link JsonReader} reads. */
  public String longText() throws Refusal {
    if (!(json instanceof Json.Text text)) {
      throw wrong("a string");
    }
    return text.value();
  }

  /** As {@link #entries()}, at most so many. */
  public List<Node> entries(int max) throws Refusal {
    List<Node> entries = entries();
    if (entries.size() > max) {
      throw new Refusal(
          MudErrors.TOO_MANY_RULES, place, entries.size() + " entries, at most " + max);
    }
    return entries;
  }

  /** A leaf of YANG type binary (RFC 7951 §6.6). */
  public Bytes base64() throws Refusal {
    try {
      return Bytes.of(Base64.getDecoder().decode(longText()));
    } catch (IllegalArgumentException e) {
      throw bad("not base64");
    }
  }

  /** A whole number within bounds, both included. */
  public int whole(int min, int max) throws Refusal {
    if (!(json instanceof Json.Whole whole) || whole.value() < min || whole.value() > max) {
      String found = json instanceof Json.Whole whole ? "" + whole.value() : json.kind();
      throw bad("must be a whole number from " + min + " to " + max + ", is " + found);
    }
    return (int) whole.value();
  }

  /** A boolean leaf. */
  public boolean truth() throws Refusal {
    if (json == Json.Other.TRUE) {
      return true;
    }
    if (json == Json.Other.FALSE) {
      return false;
    }
    throw wrong("true or false");
  }

  /** A leaf of YANG type empty. */
  public void present() throws Refusal {
    // RFC 7951 §6.9
    if (!(json instanceof Json.Elements elements)
        || elements.elements().size() != 1
        || elements.elements().get(0) != Json.Other.NULL) {
      throw bad("must be [null], is " + json.kind());
    }
  }

  /**
   * Refuses children beside the known ones.
   *
   * @throws Refusal UNKNOWN_NODE or UNKNOWN_EXTENSION
   */
  public void refuseBeside(Set<String> known) throws Refusal {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw Refusal.unknown(place.key(key), key);
      }
    }
  }

  /** A refusal of this value. */
  public Refusal bad(String what) {
    return new Refusal(MudErrors.BAD_VALUE, place, what);
  }

  private Map<String, Json> members() throws Refusal {
    if (!(json instanceof Json.Members members)) {
      throw wrong("an object");
    }
    return members.members();
  }

  private Refusal wrong(String expected) {
    return bad("must be " + expected + ", is " + json.kind());
  }
}
