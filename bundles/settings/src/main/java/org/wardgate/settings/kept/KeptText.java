package org.wardgate.settings.kept;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.LastGood.Kept;
import org.wardgate.api.error.RefusedException;

/**
 * A configuration as lines of fields with tabulators between them, and a digest of all that is
 * before it as the last line. Stateless.
 */
final class KeptText {
  private static final String HEAD = "wardgate last good configuration 1";
  private static final String DIGEST = "sha256\t";
  private static final String PID = "pid";
  private static final String PASSWORD = "password";
  private static final String VALUE = "value";
  private static final String LIST = "list";

  private KeptText() {}

  static Bytes of(String pid, Kept kept) {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    line(text, PID, pid, List.of());
    for (String name : new TreeSet<>(kept.passwords())) {
      line(text, PASSWORD, name, List.of());
    }
    new TreeMap<>(kept.values())
        .forEach(
            (name, value) -> {
              if (value instanceof List<?> list) {
                line(text, LIST, name, list);
              } else {
                line(text, VALUE, name, List.of(value));
              }
            });
    return bytes(text + DIGEST + bytes(text.toString()).sha256().hex() + '\n');
  }

  private static void line(StringBuilder text, String kind, String name, List<?> fields) {
    text.append(kind).append('\t').append(escaped(name));
    fields.forEach(field -> text.append('\t').append(escaped(String.valueOf(field))));
    text.append('\n');
  }

  /**
   * Reads one back.
   *
   * @throws RefusedException {@code WG-CFG-0017} if it is not what was written, or another's
   */
  static Kept read(String pid, Bytes content) throws RefusedException {
    String text = new String(content.toArray(), StandardCharsets.UTF_8);
    int end = text.lastIndexOf(DIGEST);
    String before = text.substring(0, Math.max(0, end));
    if (end < 0
        || !before.startsWith(HEAD + '\n')
        || !text.equals(before + DIGEST + bytes(before).sha256().hex() + '\n')) {
      throw refused("torn, or not written by the gateway");
    }
    Map<String, Object> values = new HashMap<>();
    Set<String> passwords = new HashSet<>();
    for (String line : before.lines().skip(1).toList()) {
      List<String> fields = Stream.of(line.split("\t", -1)).map(KeptText::unescaped).toList();
      String name = fields.get(Math.min(1, fields.size() - 1));
      switch (fields.get(0)) {
        case PID -> require(name.equals(pid), "that of another component");
        case PASSWORD -> passwords.add(name);
        case VALUE -> {
          require(fields.size() == 3, "a value is missing");
          values.put(name, fields.get(2));
        }
        case LIST -> values.put(name, fields.subList(Math.min(2, fields.size()), fields.size()));
        default -> throw refused("of another form");
      }
    }
    return new Kept(values, passwords);
  }

  private static void require(boolean good, String otherwise) throws RefusedException {
    if (!good) {
      throw refused(otherwise);
    }
  }

  static RefusedException refused(String detail) {
    return new RefusedException(ConfigurationErrors.NOTHING_KEPT, detail);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean escape = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (escape) {
        plain.append(each == 't' ? '\t' : each == 'n' ? '\n' : each == 'r' ? '\r' : each);
        escape = false;
      } else if (each == '\\') {
        escape = true;
      } else {
        plain.append(each);
      }
    }
    return plain.toString();
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
