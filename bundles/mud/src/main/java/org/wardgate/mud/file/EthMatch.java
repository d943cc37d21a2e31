package org.wardgate.mud.file;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A match on the second layer.
 *
 * @param ethertype 0 to 65535
 * @param source the sender's hardware address
 * @param destination the receiver's hardware address
 */
public record EthMatch(
    OptionalInt ethertype, Optional<HardwareMatch> source, Optional<HardwareMatch> destination) {
  /** The ethertype of IPv4. */
  public static final int IPV4 = 0x0800;

  /** The ethertype of IPv6. */
  public static final int IPV6 = 0x86dd;
}
