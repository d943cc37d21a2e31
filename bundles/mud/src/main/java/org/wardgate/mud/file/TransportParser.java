package org.wardgate.mud.file;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wardgate.mud.file.TransportMatch.Direction;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads {@code tcp}, {@code udp} and {@code icmp} containers (RFC 8519 ietf-packet-fields). */
final class TransportParser {
  private static final String DIRECTION = "ietf-mud:direction-initiated";
  private static final String SOURCE_PORT = "source-port";
  private static final String DESTINATION_PORT = "destination-port";
  private static final Set<String> TCP_MATCHED = Set.of(SOURCE_PORT, DESTINATION_PORT, DIRECTION);
  private static final Set<String> TCP_OTHERS =
      Set.of(
          "sequence-number",
          "acknowledgement-number",
          "data-offset",
          "reserved",
          "flags",
          "window-size",
          "urgent-pointer",
          "options");
  private static final Set<String> UDP_MATCHED = Set.of(SOURCE_PORT, DESTINATION_PORT);
  private static final Set<String> CONTAINERS = Set.of("tcp", "udp", "icmp");
  private static final Set<String> UDP_OTHERS = Set.of("length");
  private static final Set<String> ICMP_OTHERS = Set.of("rest-of-header");
  private static final Set<String> ICMP_MATCHED = Set.of("type", "code");

  private final Findings findings;
  private final List<String> others;

  /** Nodes that are known and cannot be matched are added to {@code others}. */
  TransportParser(Findings findings, List<String> others) {
    this.findings = findings;
    this.others = others;
  }

  /** Reads at most one of the three; it must agree with the protocol number, if one is given. */
  Optional<TransportMatch> parse(Node matches, OptionalInt protocol, boolean ipv6) throws Refusal {
    List<String> present = matches.keys().stream().filter(CONTAINERS::contains).toList();
    if (present.size() > 1) {
      throw matches.bad(String.join(" and ", present) + " exclude each other");
    }
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Node node = matches.required(present.get(0));
    TransportMatch match =
        switch (present.get(0)) {
          case "tcp" -> tcp(node);
          case "udp" -> udp(node);
          default -> icmp(node);
        };
    if (protocol.isPresent() && protocol.getAsInt() != match.protocol(ipv6)) {
      throw node.bad("beside protocol " + protocol.getAsInt());
    }
    return Optional.of(match);
  }

  private TransportMatch tcp(Node node) throws Refusal {
    check(node, "tcp", TCP_MATCHED, TCP_OTHERS);
    Optional<Node> direction = node.child(DIRECTION);
    return new TransportMatch.Tcp(
        port(node, SOURCE_PORT),
        port(node, DESTINATION_PORT),
        direction.isEmpty() ? Optional.empty() : Optional.of(direction(direction.get())));
  }

  private TransportMatch udp(Node node) throws Refusal {
    check(node, "udp", UDP_MATCHED, UDP_OTHERS);
    return new TransportMatch.Udp(port(node, SOURCE_PORT), port(node, DESTINATION_PORT));
  }

  private TransportMatch icmp(Node node) throws Refusal {
    check(node, "icmp", ICMP_MATCHED, ICMP_OTHERS);
    return new TransportMatch.Icmp(octet(node, "type"), octet(node, "code"));
  }

  private void check(Node node, String container, Set<String> matched, Set<String> unmatched)
      throws Refusal {
    for (String key : node.keys()) {
      if (unmatched.contains(key)) {
        others.add(container + "/" + key);
      } else if (!matched.contains(key)) {
        throw MatchesParser.unknown(node.place().key(key), key);
      }
    }
  }

  private static OptionalInt octet(Node node, String key) throws Refusal {
    Optional<Node> leaf = node.child(key);
    return leaf.isEmpty() ? OptionalInt.empty() : OptionalInt.of(leaf.get().whole(0, 255));
  }

  private static Direction direction(Node node) throws Refusal {
    return switch (node.text()) {
      case "from-device" -> Direction.FROM_DEVICE;
      case "to-device" -> Direction.TO_DEVICE;
      default -> throw node.bad("must be from-device or to-device, is " + node.text());
    };
  }

  private Optional<PortMatch> port(Node node, String key) throws Refusal {
    Optional<Node> port = node.child(key);
    return port.isEmpty() ? Optional.empty() : Optional.of(PortParser.parse(port.get(), findings));
  }
}
