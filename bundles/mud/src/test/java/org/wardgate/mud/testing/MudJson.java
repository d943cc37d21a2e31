package org.wardgate.mud.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;

/** Makes MUD files out of maps, lists, strings, numbers, booleans and {@link #NULL}. */
public final class MudJson {
  /** The JSON constant. */
  public static final Object NULL = new Object();

  /** Where the files made here are at home. */
  public static final String URL = "https://mud.example.com/pump";

  private MudJson() {}

  /** A map of alternating keys and values, in order. */
  public static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** An entry. */
  public static Map<String, Object> ace(
      String name, String forwarding, Map<String, Object> matches) {
    return map("name", name, "matches", matches, "actions", map("forwarding", forwarding));
  }

  /** An accepting entry with the given matches, as alternating keys and values. */
  public static Map<String, Object> accept(Object... matches) {
    return ace("a", "accept", map(matches));
  }

  /** A denying entry with the given matches, as alternating keys and values. */
  public static Map<String, Object> drop(Object... matches) {
    return ace("d", "drop", map(matches));
  }

  /** A file with one IPv4 list from the device and an empty one to it. */
  public static Map<String, Object> fromDevice(Object... aces) {
    return file("ipv4-acl-type", List.of(aces), List.of());
  }

  /** A file with one IPv4 list to the device and an empty one from it. */
  public static Map<String, Object> toDevice(Object... aces) {
    return file("ipv4-acl-type", List.of(), List.of(aces));
  }

  /** A file with one list for each direction. */
  public static Map<String, Object> file(String type, List<?> from, List<?> to) {
    return map(
        "ietf-mud:mud",
        map(
            "mud-version",
            1,
            "mud-url",
            URL,
            "last-update",
            "2024-05-06T07:08:09+00:00",
            "cache-validity",
            24,
            "is-supported",
            true,
            "systeminfo",
            "A pump",
            "from-device-policy",
            policy("fr"),
            "to-device-policy",
            policy("to")),
        "ietf-access-control-list:acls",
        map("acl", new ArrayList<>(List.of(acl("fr", type, from), acl("to", type, to)))));
  }

  /** An access list. */
  public static Map<String, Object> acl(String name, String type, List<?> aces) {
    return map("name", name, "type", type, "aces", map("ace", aces));
  }

  /** A policy that names lists. */
  public static Map<String, Object> policy(String... acls) {
    List<Object> names = new ArrayList<>();
    for (String acl : acls) {
      names.add(map("name", acl));
    }
    return map("access-lists", map("access-list", names));
  }

  /** The container {@code ietf-mud:mud} of a file. */
  @SuppressWarnings("unchecked") // put there by file()
  public static Map<String, Object> mud(Map<String, Object> file) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(file.get("ietf-mud:mud"));
  }

  /** The same file after a change to its container {@code ietf-mud:mud}. */
  public static Map<String, Object> with(
      Map<String, Object> file, Consumer<Map<String, Object>> change) {
    change.accept(mud(file));
    return file;
  }

  /** As a file. */
  public static Bytes bytes(Object value) {
    return Bytes.of(text(value).getBytes(StandardCharsets.UTF_8));
  }

  /** As JSON. */
  public static String text(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        write(out, entry.getKey());
        out.append(':');
        write(out, entry.getValue());
        separator = ",";
      }
      out.append(map.isEmpty() ? "{}" : "}");
    } else if (value instanceof List<?> list) {
      String separator = "[";
      for (Object element : list) {
        out.append(separator);
        write(out, element);
        separator = ",";
      }
      out.append(list.isEmpty() ? "[]" : "]");
    } else if (value instanceof String string) {
      quote(out, string);
    } else {
      out.append(value == NULL ? "null" : String.valueOf(value));
    }
  }

  private static void quote(StringBuilder out, String string) {
    out.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
