package org.wardgate.ward.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody the kernel knows on the ward.
 *
 * @param address IPv4 or IPv6, without scope
 * @param mac six lower-case hexadecimal pairs with colons
 */
record Neighbour(InetAddress address, String mac) {
  /** The states in which the kernel would send to it. */
  private static final Set<String> USABLE =
      Set.of("REACHABLE", "STALE", "DELAY", "PROBE", "PERMANENT");

  private static final Pattern LINE =
      Pattern.compile(
          "([0-9a-fA-F:.]{2,45})\\s+(?:dev\\s+\\S+\\s+)?"
              + "lladdr\\s+([0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5})\\s+(?:[a-z_]+\\s+)*([A-Z]+)\\s*");

  /** A line of {@code ip neigh show}, if it tells of a neighbour that can be used. */
  static Optional<Neighbour> of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches() || !USABLE.contains(matcher.group(3))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Neighbour(
              InetAddress.getByName(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
