package org.wardgate.installer.deploymentadmin;

import java.util.regex.Pattern;

/**
 * The lines of a properties file, of which one entry is changed and the others stay as they are.
 */
final class DpaLines {
  private static final Pattern END = Pattern.compile("\\r\\n|[\\r\\n]");

  private DpaLines() {}

  /**
   * A properties file without the entries of a key; it ends with an end of line, unless empty.
   *
   * @param key without characters that properties escape
   */
  static String without(String text, String key) {
    StringBuilder others = new StringBuilder();
    boolean goesOn = false;
    boolean drops = false;
    for (String line : END.split(text)) {
      String entry = line.stripLeading();
      boolean comment = !goesOn && (entry.startsWith("#") || entry.startsWith("!"));
      if (!goesOn) {
        drops = isOf(entry, key);
      }
      goesOn = !comment && backslashesAtEnd(line) % 2 == 1;
      if (!drops && !text.isEmpty()) {
        others.append(line).append('\n');
      }
    }
    // what comes next must not become a part of the last entry
    return goesOn && !drops ? others.append('\n').toString() : others.toString();
  }

  private static boolean isOf(String line, String key) {
    return line.startsWith(key)
        && (line.length() == key.length() || "=: \t\f".indexOf(line.charAt(key.length())) >= 0);
  }

  private static int backslashesAtEnd(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count;
  }
}
