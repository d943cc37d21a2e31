package org.wardgate.enforcement.nft;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the counters of elements in what {@code nft list table} prints. */
final class CounterListing {
  private static final Pattern HEAD = Pattern.compile("\\s*(?:set|map) (\\w+) \\{");
  private static final Pattern ELEMENT =
      Pattern.compile("([^,{}]+?) counter packets (\\d{1,19}) bytes (\\d{1,19})");

  private CounterListing() {}

  /** Takes a counter. */
  interface Taker {
    /**
     * One element's.
     *
     * @param set its set or map
     * @param key the element as printed, without a value
     */
    void count(String set, String key, long packets, long bytes);
  }

  static void read(List<String> listing, Taker taker) {
    String set = "";
    for (String line : listing) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        set = head.group(1);
      } else if (line.equals("\t}")) {
        set = "";
      } else if (!set.isEmpty()) {
        elements(set, line, taker);
      }
    }
  }

  private static void elements(String set, String line, Taker taker) {
    Matcher element = ELEMENT.matcher(line);
    while (element.find()) {
      try {
        taker.count(
            set,
            element.group(1).strip(),
            Long.parseLong(element.group(2)),
            Long.parseLong(element.group(3)));
      } catch (NumberFormatException e) {
        return; // beyond what a counter holds: none of ours
      }
    }
  }
}
