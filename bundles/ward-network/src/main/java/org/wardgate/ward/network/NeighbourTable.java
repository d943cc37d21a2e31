package org.wardgate.ward.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's IPv4 neighbours, read from {@code /proc/net/arp} of our network namespace. Complete
 * entries of the ward's interface count, nothing else. Thread-safe.
 */
final class NeighbourTable {
  /** Where Linux shows them. */
  static final Path PROC_NET_ARP = Path.of("/proc/net/arp");

  /** Most lines looked at; the kernel's own limit is far lower. */
  static final int LINES_MAX_COUNT = 65_536;

  private static final int COMPLETE = 0x2;
  private static final String NOT_RESOLVED = "00:00:00:00:00:00";
  private static final Pattern LINE =
      Pattern.compile(
          "(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+0x1\\s+0x([0-9a-f]{1,8})"
              + "\\s+([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5})\\s+\\S+\\s+(\\S+)\\s*");

  private final Path table;
  private final String wardInterface;

  NeighbourTable(Path table, String wardInterface) {
    this.table = table;
    this.wardInterface = wardInterface;
  }

  /** The hardware address behind an address on the ward, if the kernel knows it now. */
  Optional<String> macOf(Inet4Address address) throws IOException {
    String wanted = address.getHostAddress();
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      String line = lines.readLine();
      for (int n = 0; line != null && n < LINES_MAX_COUNT; n++) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches() && matcher.group(1).equals(wanted) && usable(matcher)) {
          return Optional.of(matcher.group(3).toLowerCase(Locale.ROOT));
        }
        line = lines.readLine();
      }
    }
    return Optional.empty();
  }

  private boolean usable(Matcher matcher) {
    return matcher.group(4).equals(wardInterface)
        && (Long.parseLong(matcher.group(2), 16) & COMPLETE) != 0
        && !matcher.group(3).equals(NOT_RESOLVED);
  }
}
