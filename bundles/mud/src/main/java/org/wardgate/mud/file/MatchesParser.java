package org.wardgate.mud.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/**
 * Reads the matches of one entry. An unknown node is refused: a match that is ignored matches more.
 */
final class MatchesParser {
  private static final Set<String> CONTAINERS =
      Set.of(
          "eth",
          "ipv4",
          "ipv6",
          "tcp",
          "udp",
          "icmp",
          "ietf-mud:mud",
          "ingress-interface",
          "egress-interface",
          TlsParser.CONTAINER,
          TlsParser.CONTAINER_OF_EXAMPLE);

  private final AccessList.Type type;
  private final Findings findings;
  private final List<String> others = new ArrayList<>();

  MatchesParser(AccessList.Type type, Findings findings) {
    this.type = type;
    this.findings = findings;
  }

  Matches parse(Optional<Node> node) throws Refusal {
    if (node.isEmpty()) {
      return new Matches(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());
    }
    Node matches = node.get();
    matches.refuseBeside(CONTAINERS);
    for (String key : List.of("ingress-interface", "egress-interface")) {
      if (matches.child(key).isPresent()) {
        others.add(key);
      }
    }
    Optional<IpMatch> ip = ip(matches);
    Optional<TransportMatch> transport =
        new TransportParser(findings, others).parse(matches, ipProtocol(ip), isIpv6(ip));
    return new Matches(
        eth(matches),
        ip,
        transport,
        MudMatchParser.parse(matches),
        TlsParser.parse(matches),
        others);
  }

  private Optional<EthMatch> eth(Node matches) throws Refusal {
    Optional<Node> node = matches.child("eth");
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(new EthParser(findings).parse(node.get()));
  }

  private Optional<IpMatch> ip(Node matches) throws Refusal {
    Optional<Node> ipv4 = matches.child("ipv4");
    Optional<Node> ipv6 = matches.child("ipv6");
    if (ipv4.isPresent() && ipv6.isPresent()) {
      throw matches.bad("ipv4 and ipv6 exclude each other");
    }
    if (ipv4.isEmpty() && ipv6.isEmpty()) {
      return Optional.empty();
    }
    Family family = ipv4.isPresent() ? Family.IPV4 : Family.IPV6;
    if (!type.families().contains(family)) {
      throw matches.bad(family + " in an access list of type " + type);
    }
    Node node = ipv4.isPresent() ? ipv4.get() : ipv6.orElseThrow();
    return Optional.of(new IpParser(family, findings, others).parse(node));
  }

  private static OptionalInt ipProtocol(Optional<IpMatch> ip) {
    return ip.isEmpty() ? OptionalInt.empty() : ip.get().protocol();
  }

  private boolean isIpv6(Optional<IpMatch> ip) {
    return ip.isEmpty() ? type == AccessList.Type.IPV6 : ip.get().family() == Family.IPV6;
  }

  static Refusal unknown(Place place, String key) {
    return Refusal.unknown(place, key);
  }
}
