package org.wardgate.mud.file;

import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * A match on the third layer.
 *
 * @param family IPv4 or IPv6
 * @param protocol IP protocol number, 0 to 255
 * @param source source network
 * @param destination destination network
 * @param srcDnsname RFC 8520 §8.1, lower case, no trailing dot
 * @param dstDnsname RFC 8520 §8.2, lower case, no trailing dot
 */
public record IpMatch(
    Family family,
    OptionalInt protocol,
    Optional<Cidr> source,
    Optional<Cidr> destination,
    Optional<String> srcDnsname,
    Optional<String> dstDnsname) {
  /** Protocol number. */
  public static final int ICMP = 1;

  /** Protocol number. */
  public static final int TCP = 6;

  /** Protocol number. */
  public static final int UDP = 17;

  /** Protocol number. */
  public static final int ICMPV6 = 58;
}
