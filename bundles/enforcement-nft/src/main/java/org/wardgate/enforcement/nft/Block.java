package org.wardgate.enforcement.nft;

import java.util.List;

/**
 * A set, map or chain of a table.
 *
 * @param head kind and name, for example {@code chain p7_from}
 * @param lines its statements, without separators
 */
record Block(String head, List<String> lines) {
  Block {
    lines = List.copyOf(lines);
  }

  /** On one line, as the interactive nft wants it. */
  String oneLine() {
    return head + " { " + String.join("; ", lines) + "; }";
  }

  /** For people. */
  String pretty() {
    StringBuilder text = new StringBuilder(head).append(" {\n");
    lines.forEach(line -> text.append('\t').append(line).append('\n'));
    return text.append("}\n").toString();
  }
}
