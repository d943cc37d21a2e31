package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.IpMatch;
import org.wardgate.mud.file.Matches;
import org.wardgate.mud.file.PortMatch;
import org.wardgate.mud.file.TransportMatch;

/**
 * The fourth layer of an entry.
 *
 * @param protocol which
 * @param devicePorts the device's own ports; none means nothing matches
 * @param remotePorts the far end's ports; none means nothing matches
 * @param initiation who opens the connection
 * @param number of any other protocol
 * @param icmp type and code
 */
record TransportRule(
    Protocol protocol,
    List<PortRange> devicePorts,
    List<PortRange> remotePorts,
    Initiation initiation,
    OptionalInt number,
    Optional<IcmpMessage> icmp) {
  private static final List<PortRange> ANY_PORT = List.of(PortRange.ANY);

  /** Reads the fourth layer. */
  static TransportRule of(Matches matches, Direction direction) {
    if (matches.transport().isEmpty()) {
      return byNumber(matches.ip());
    }
    TransportMatch transport = matches.transport().get();
    if (transport instanceof TransportMatch.Tcp tcp) {
      return withPorts(Protocol.TCP, tcp.source(), tcp.destination(), direction, initiation(tcp));
    }
    if (transport instanceof TransportMatch.Udp udp) {
      return withPorts(Protocol.UDP, udp.source(), udp.destination(), direction, Initiation.EITHER);
    }
    TransportMatch.Icmp icmp = (TransportMatch.Icmp) transport;
    boolean all = icmp.type().isEmpty() && icmp.code().isEmpty();
    return new TransportRule(
        Protocol.ICMP,
        ANY_PORT,
        ANY_PORT,
        Initiation.EITHER,
        OptionalInt.empty(),
        all ? Optional.empty() : Optional.of(new IcmpMessage(icmp.type(), icmp.code())));
  }

  /** All combinations of port ranges, as rules. */
  List<FlowRule> rules(String name, FlowRule.Action action, Family family, Remote remote) {
    List<FlowRule> rules = new ArrayList<>();
    for (PortRange device : devicePorts) {
      for (PortRange far : remotePorts) {
        rules.add(
            new FlowRule(
                name, action, family, protocol, device, far, remote, initiation, number, icmp));
      }
    }
    return rules;
  }

  private static TransportRule byNumber(Optional<IpMatch> ip) {
    OptionalInt number = ip.isEmpty() ? OptionalInt.empty() : ip.get().protocol();
    if (number.isEmpty()) {
      return portless(Protocol.ANY, number);
    }
    boolean ipv6 = ip.filter(match -> match.family() == Family.IPV6).isPresent();
    if (number.getAsInt() == (ipv6 ? IpMatch.ICMPV6 : IpMatch.ICMP)) {
      return portless(Protocol.ICMP, OptionalInt.empty());
    }
    return switch (number.getAsInt()) {
      case IpMatch.TCP -> portless(Protocol.TCP, OptionalInt.empty());
      case IpMatch.UDP -> portless(Protocol.UDP, OptionalInt.empty());
      default -> portless(Protocol.NUMBERED, number);
    };
  }

  private static TransportRule portless(Protocol protocol, OptionalInt number) {
    return new TransportRule(
        protocol, ANY_PORT, ANY_PORT, Initiation.EITHER, number, Optional.empty());
  }

  private static TransportRule withPorts(
      Protocol protocol,
      Optional<PortMatch> source,
      Optional<PortMatch> destination,
      Direction direction,
      Initiation initiation) {
    boolean sends = direction == Direction.FROM_DEVICE;
    return new TransportRule(
        protocol,
        ranges(sends ? source : destination),
        ranges(sends ? destination : source),
        initiation,
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Initiation initiation(TransportMatch.Tcp tcp) {
    // RFC 8520 §4.8
    return tcp.directionInitiated()
        .map(
            direction ->
                direction == TransportMatch.Direction.FROM_DEVICE
                    ? Initiation.FROM_DEVICE
                    : Initiation.TO_DEVICE)
        .orElse(Initiation.EITHER);
  }

  private static List<PortRange> ranges(Optional<PortMatch> match) {
    if (match.isEmpty()) {
      return ANY_PORT;
    }
    PortMatch port = match.get();
    return switch (port.operator()) {
      case EQ, RANGE -> List.of(new PortRange(port.lower(), port.upper()));
      case LTE -> List.of(new PortRange(0, port.upper()));
      case GTE -> List.of(new PortRange(port.lower(), PortMatch.PORT_MAX));
      case NEQ -> others(port.lower());
    };
  }

  private static List<PortRange> others(int port) {
    List<PortRange> ranges = new ArrayList<>();
    if (port > 0) {
      ranges.add(new PortRange(0, port - 1));
    }
    if (port < PortMatch.PORT_MAX) {
      ranges.add(new PortRange(port + 1, PortMatch.PORT_MAX));
    }
    return ranges;
  }
}
