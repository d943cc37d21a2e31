package org.wardgate.mud.file;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads {@code ipv4} and {@code ipv6} containers (RFC 8519 ietf-packet-fields, RFC 8520 §8). */
final class IpParser {
  private static final String SRC_DNSNAME = "ietf-acldns:src-dnsname";
  private static final String DST_DNSNAME = "ietf-acldns:dst-dnsname";
  private static final Set<String> MATCHED_IPV4 =
      Set.of(
          "protocol", "source-ipv4-network", "destination-ipv4-network", SRC_DNSNAME, DST_DNSNAME);
  private static final Set<String> MATCHED_IPV6 =
      Set.of(
          "protocol", "source-ipv6-network", "destination-ipv6-network", SRC_DNSNAME, DST_DNSNAME);
  private static final Set<String> OTHERS_IPV4 =
      Set.of("dscp", "ecn", "length", "ttl", "ihl", "flags", "offset", "identification");
  private static final Set<String> OTHERS_IPV6 =
      Set.of("dscp", "ecn", "length", "ttl", "flow-label");

  private final Family family;
  private final String container;
  private final Findings findings;
  private final List<String> others;

  /** Nodes that are known and cannot be matched are added to {@code others}. */
  IpParser(Family family, Findings findings, List<String> others) {
    this.family = family;
    this.container = family == Family.IPV4 ? "ipv4" : "ipv6";
    this.findings = findings;
    this.others = others;
  }

  IpMatch parse(Node node) throws Refusal {
    String source = "source-" + container + "-network";
    String destination = "destination-" + container + "-network";
    Set<String> matched = family == Family.IPV4 ? MATCHED_IPV4 : MATCHED_IPV6;
    Set<String> unmatched = family == Family.IPV4 ? OTHERS_IPV4 : OTHERS_IPV6;
    for (String key : node.keys()) {
      if (unmatched.contains(key)) {
        others.add(container + "/" + key);
      } else if (!matched.contains(key)) {
        throw MatchesParser.unknown(node.place().key(key), key);
      }
    }
    Optional<Node> protocol = node.child("protocol");
    return new IpMatch(
        family,
        protocol.isEmpty() ? OptionalInt.empty() : OptionalInt.of(protocol.get().whole(0, 255)),
        network(node.child(source), node.child(SRC_DNSNAME)),
        network(node.child(destination), node.child(DST_DNSNAME)),
        name(node.child(SRC_DNSNAME)),
        name(node.child(DST_DNSNAME)));
  }

  private Optional<Cidr> network(Optional<Node> network, Optional<Node> name) throws Refusal {
    // RFC 8520 §8: the type is inet:host, so the name may be an address
    Optional<Node> literal =
        name.isPresent() && DnsNames.isAddress(name.get().text()) ? name : Optional.empty();
    if (network.isPresent() && literal.isPresent()) {
      throw literal.get().bad("an address beside a network");
    }
    Optional<Node> node = network.or(() -> literal);
    return node.isEmpty()
        ? Optional.empty()
        : Optional.of(CidrParser.parse(node.get(), family, findings));
  }

  private static Optional<String> name(Optional<Node> node) throws Refusal {
    return node.isEmpty() || DnsNames.isAddress(node.get().text())
        ? Optional.empty()
        : Optional.of(DnsNames.parse(node.get()));
  }
}
