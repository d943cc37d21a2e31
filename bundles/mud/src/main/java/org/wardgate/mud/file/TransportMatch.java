package org.wardgate.mud.file;

import java.util.Optional;
import java.util.OptionalInt;

/** A match on the fourth layer. */
public sealed interface TransportMatch {
  /** The IP protocol number it implies, in the given family. */
  int protocol(boolean ipv6);

  /**
   * TCP.
   *
   * @param source source ports
   * @param destination destination ports
   * @param directionInitiated who opens the connection
   */
  record Tcp(
      Optional<PortMatch> source,
      Optional<PortMatch> destination,
      Optional<Direction> directionInitiated)
      implements TransportMatch {
    @Override
    public int protocol(boolean ipv6) {
      return IpMatch.TCP;
    }
  }

  /**
   * UDP.
   *
   * @param source source ports
   * @param destination destination ports
   */
  record Udp(Optional<PortMatch> source, Optional<PortMatch> destination)
      implements TransportMatch {
    @Override
    public int protocol(boolean ipv6) {
      return IpMatch.UDP;
    }
  }

  /**
   * ICMP.
   *
   * @param type message type, 0 to 255
   * @param code message code, 0 to 255
   */
  record Icmp(OptionalInt type, OptionalInt code) implements TransportMatch {
    @Override
    public int protocol(boolean ipv6) {
      return ipv6 ? IpMatch.ICMPV6 : IpMatch.ICMP;
    }
  }

  /** RFC 8520 §4.8 direction-initiated. */
  enum Direction {
    /** The device opens the connection. */
    FROM_DEVICE,
    /** The far end opens the connection. */
    TO_DEVICE
  }
}
