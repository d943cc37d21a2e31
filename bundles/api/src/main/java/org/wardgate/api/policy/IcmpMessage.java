package org.wardgate.api.policy;

import java.util.OptionalInt;

/**
 * Which ICMP or ICMPv6 messages a rule is about (RFC 8519 icmp).
 *
 * @param type 0 to 255; absent means every type
 * @param code 0 to 255; absent means every code
 */
public record IcmpMessage(OptionalInt type, OptionalInt code) {
  /**
   * @throws IllegalArgumentException if out of range
   */
  public IcmpMessage {
    if (outOfRange(type) || outOfRange(code)) {
      throw new IllegalArgumentException("ICMP type and code are 0 to 255");
    }
  }

  private static boolean outOfRange(OptionalInt octet) {
    return octet.isPresent() && (octet.getAsInt() < 0 || octet.getAsInt() > 255);
  }
}
