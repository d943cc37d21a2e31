package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What names stood for, from one edition of this bundle to the next in the same process: devices
 * that resolved a name before an update go on. Times are those of {@link System#nanoTime}, so it is
 * of no use to another process; it stands in a system property because nothing else outlives a
 * bundle that is exchanged.
 */
final class HandedOver {
  /** Set to the update's id while the gateway's bundles are exchanged. */
  static final String UPDATING = "org.wardgate.updating";

  /** Where it stands. */
  static final String PROPERTY = "org.wardgate.enforcement.names";

  /** Most addresses handed over. */
  static final int ADDRESSES_MAX_COUNT = 65_536;

  /** Longest time an address is believed after an exchange. */
  static final long AGE_MAX_NANOS = 24L * 3_600 * 1_000_000_000L;

  private static final Pattern LINE =
      Pattern.compile("([A-Za-z0-9._*-]{1,255}) ([0-9a-f.:]{2,45}) (-?[0-9]{1,19})");

  private static final Logger LOG = LoggerFactory.getLogger(HandedOver.class);

  private HandedOver() {}

  /** Whether the gateway's bundles are being exchanged now. */
  static boolean updating() {
    return System.getProperty(UPDATING) != null;
  }

  /** Leaves it to the next edition. */
  static void leave(NameBook names) {
    System.setProperty(PROPERTY, text(names));
  }

  /** Takes what was left, once. */
  static NameBook take(long nowNanos) {
    String left = System.clearProperty(PROPERTY);
    return left == null ? new NameBook() : read(left, nowNanos);
  }

  static String text(NameBook names) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, Map<InetAddress, Long>> name : sorted(names).entrySet()) {
      for (Map.Entry<InetAddress, Long> address : name.getValue().entrySet()) {
        if (count++ < ADDRESSES_MAX_COUNT) {
          text.append(name.getKey())
              .append(' ')
              .append(address.getKey().getHostAddress())
              .append(' ')
              .append(address.getValue())
              .append('\n');
        }
      }
    }
    return text.toString();
  }

  private static Map<String, Map<InetAddress, Long>> sorted(NameBook names) {
    Map<String, Map<InetAddress, Long>> sorted = new TreeMap<>();
    names.names().forEach(name -> sorted.put(name, names.snapshot(name)));
    return sorted;
  }

  /** Reads it; lines that are not of its form, expired or too far ahead are left out. */
  static NameBook read(String text, long nowNanos) {
    NameBook names = new NameBook();
    List<String> lines = text.lines().limit(ADDRESSES_MAX_COUNT).toList();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches() && matcher.group(2).matches(".*[.:].*")) {
        try {
          long left = Long.parseLong(matcher.group(3)) - nowNanos;
          if (left > 0 && left <= AGE_MAX_NANOS) {
            InetAddress address = InetAddress.getByName(matcher.group(2));
            names.extend(matcher.group(1), address, nowNanos + left);
          }
        } catch (NumberFormatException | UnknownHostException e) {
          LOG.debug("left out: {}", e.getMessage());
        }
      }
    }
    return names;
  }
}
