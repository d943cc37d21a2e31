package org.wardgate.command.kura;

import java.util.List;

/** The text of a Kura snapshot. What is equal gives equal text. */
final class SnapshotText {
  private final StringBuilder text =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
          .append("<esf:configurations xmlns:esf=\"http://eurotech.com/esf/2.0\"")
          .append(" xmlns:ocd=\"http://www.osgi.org/xmlns/metatype/v1.2.0\">\n");

  /** Begins the configuration of a component. */
  void begin(String pid) {
    text.append("    <esf:configuration pid=\"")
        .append(escaped(pid))
        .append("\">\n        <esf:properties>\n");
    property("kura.service.pid", "String", false, List.of(pid));
  }

  /** A property; nothing is written for a list without elements. */
  void property(String name, String type, boolean array, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    text.append("            <esf:property array=\"")
        .append(array)
        .append("\" encrypted=\"false\" name=\"")
        .append(escaped(name))
        .append("\" type=\"")
        .append(escaped(type))
        .append("\">\n");
    for (String value : values) {
      text.append("                <esf:value>").append(escaped(value)).append("</esf:value>\n");
    }
    text.append("            </esf:property>\n");
  }

  /** Ends it. */
  void end() {
    text.append("        </esf:properties>\n    </esf:configuration>\n");
  }

  /** The whole. */
  String whole() {
    return text + "</esf:configurations>\n";
  }

  /**
   * A text that means itself in XML.
   *
   * @throws IllegalArgumentException if XML cannot hold it
   */
  static String escaped(String value) {
    StringBuilder escaped = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> {
                  if (c < ' '
                      || Character.getType(c) == Character.SURROGATE
                      || (c >= 0xFFFE && c <= 0xFFFF)) {
                    throw new IllegalArgumentException("XML holds no character " + c);
                  }
                  escaped.appendCodePoint(c);
                }
              }
            });
    return escaped.toString();
  }
}
