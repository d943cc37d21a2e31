package org.wardgate.api.network;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.NetworkBinding;

/** What the ward network reports. */
public sealed interface NetworkEvent extends Event {
  /**
   * A device's hardware address was found.
   *
   * @param correlationId of the intent
   * @param device which
   * @param binding both addresses
   */
  record AddressBound(CorrelationId correlationId, DeviceId device, NetworkBinding binding)
      implements NetworkEvent {}

  /**
   * A device's hardware address was not found.
   *
   * @param correlationId of the intent
   * @param device which
   * @param problem why
   */
  record AddressUnknown(CorrelationId correlationId, DeviceId device, Problem problem)
      implements NetworkEvent {}

  /**
   * Packets were denied. Aggregated: at most one event a second for a source.
   *
   * @param correlationId fresh
   * @param source addresses the packets came with
   * @param destination where the first of them went
   * @param protocol IP protocol number of the first
   * @param port destination port of the first, 0 if its protocol has none
   * @param count packets seen, at least 1
   * @param destinationsCount different destinations (address, protocol, port) seen, at least 1
   * @param destinations those, in the order they were first seen, at most {@value
   *     #DESTINATIONS_MAX_COUNT}
   */
  record PacketsDenied(
      CorrelationId correlationId,
      NetworkBinding source,
      InetAddress destination,
      int protocol,
      int port,
      long count,
      int destinationsCount,
      List<Destination> destinations)
      implements NetworkEvent {
    /** Most destinations named. */
    public static final int DESTINATIONS_MAX_COUNT = 16;

    /**
     * Where some of the packets went.
     *
     * @param address of the far end
     * @param protocol IP protocol number
     * @param port destination port, 0 if the protocol has none
     * @param count packets, at least 1
     */
    public record Destination(InetAddress address, int protocol, int port, long count) {}

    /** Copies the list. */
    public PacketsDenied {
      destinations = List.copyOf(destinations);
    }

    /** With the first destination alone named, and all packets it may have got. */
    public PacketsDenied(
        CorrelationId correlationId,
        NetworkBinding source,
        InetAddress destination,
        int protocol,
        int port,
        long count,
        int destinationsCount) {
      this(
          correlationId,
          source,
          destination,
          protocol,
          port,
          count,
          destinationsCount,
          List.of(
              new Destination(
                  destination,
                  protocol,
                  port,
                  Math.max(1, count / Math.max(1, destinationsCount)))));
    }
  }

  /**
   * All addresses the ward sees behind a hardware address that was bound before.
   *
   * @param correlationId fresh
   * @param mac six lower-case hexadecimal pairs with colons
   * @param addresses at most 8
   */
  record AddressesSeen(CorrelationId correlationId, String mac, Set<InetAddress> addresses)
      implements NetworkEvent {
    /** Copies the set. */
    public AddressesSeen {
      addresses = Set.copyOf(addresses);
    }
  }

  /**
   * A MUD URL was seen in a DHCP message (RFC 8520 §10). Nothing in it is authenticated.
   *
   * @param correlationId fresh
   * @param mac of the sender, six lower-case hexadecimal pairs with colons
   * @param mudUrl as claimed, printable ASCII, at most 255 characters
   * @param dhcpv6 whether option 112 of DHCPv6 said so, otherwise option 161 of DHCPv4
   */
  record MudUrlSeen(CorrelationId correlationId, String mac, String mudUrl, boolean dhcpv6)
      implements NetworkEvent {}
}
