package org.wardgate.mud.file;

import java.util.OptionalInt;

/**
 * A match on the second layer.
 *
 * @param ethertype 0 to 65535
 * @param addresses whether hardware addresses are matched as well
 */
public record EthMatch(OptionalInt ethertype, boolean addresses) {
  /** The ethertype of IPv4. */
  public static final int IPV4 = 0x0800;

  /** The ethertype of IPv6. */
  public static final int IPV6 = 0x86dd;
}
