package org.wardgate.mud.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.api.mud.MudErrors;
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
          "egress-interface");
  private static final Set<String> ETH_ADDRESSES =
      Set.of(
          "destination-mac-address",
          "destination-mac-address-mask",
          "source-mac-address",
          "source-mac-address-mask");

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
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
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
    return new Matches(eth(matches), ip, transport, MudMatchParser.parse(matches), others);
  }

  private Optional<EthMatch> eth(Node matches) throws Refusal {
    Optional<Node> node = matches.child("eth");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    boolean addresses = false;
    OptionalInt ethertype = OptionalInt.empty();
    for (String key : node.get().keys()) {
      Node leaf = node.get().required(key);
      if (key.equals("ethertype")) {
        ethertype = OptionalInt.of(ethertype(leaf));
      } else if (ETH_ADDRESSES.contains(key)) {
        addresses = true;
      } else {
        throw unknown(leaf.place(), key);
      }
    }
    return Optional.of(new EthMatch(ethertype, addresses));
  }

  private int ethertype(Node leaf) throws Refusal {
    String text = leaf.text();
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    // RFC 8519: four hexadecimal digits
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw leaf.bad("not an ethertype: " + text);
    }
    if (text.startsWith("0x")) {
      findings.note(MudErrors.NOT_CANONICAL, leaf.place(), text + " read as " + digits);
    }
    return Integer.parseInt(digits, 16);
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
    return new Refusal(MudErrors.UNKNOWN_NODE, place, key);
  }
}
