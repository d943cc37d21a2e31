package org.wardgate.mud.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads access lists (RFC 8519 §4). A bad entry is noted and the rest is still read. */
final class AclParser {
  private static final String MODULE = "ietf-access-control-list:";
  private static final int NAME_MAX_CHARS = 64;
  private static final Set<String> OF_LIST = Set.of("name", "type", "aces");
  private static final Set<String> OF_ENTRY = Set.of("name", "matches", "actions", "statistics");
  private static final Set<String> OF_ACTIONS = Set.of("forwarding", "logging");

  private final Findings findings;
  private int acesLeft = MudFile.ACES_MAX_COUNT;

  AclParser(Findings findings) {
    this.findings = findings;
  }

  Map<String, AccessList> parse(Node root) throws Refusal {
    root.refuseBeside(Set.of("acl", "attachment-points"));
    if (root.child("attachment-points").isPresent()) {
      // The policies of RFC 8520 §3.3 say where a list applies.
      findings.warning(
          MudErrors.NODE_IGNORED, root.place().key("attachment-points"), "attachment-points");
    }
    Map<String, AccessList> acls = new LinkedHashMap<>();
    Optional<Node> list = root.child("acl");
    List<Node> entries = list.isEmpty() ? List.of() : list.get().entries();
    if (entries.size() > MudFile.ACLS_MAX_COUNT) {
      throw tooMany(root.place(), entries.size() + " lists", MudFile.ACLS_MAX_COUNT);
    }
    for (Node node : entries) {
      AccessList acl = accessList(node);
      if (acls.put(acl.name(), acl) != null) {
        throw node.required("name").bad("two access lists have this name: " + acl.name());
      }
    }
    return acls;
  }

  private AccessList accessList(Node node) throws Refusal {
    String name = node.required("name").text();
    node.refuseBeside(OF_LIST);
    Optional<Node> typeNode = node.child("type");
    AccessList.Type type = typeNode.isEmpty() ? AccessList.Type.ALL : type(typeNode.get());
    Optional<Node> aces = node.child("aces");
    return new AccessList(
        name, type, aces.isEmpty() ? List.of() : aces(aces.get(), type), node.place());
  }

  private AccessList.Type type(Node node) throws Refusal {
    return switch (unprefixed(node.text())) {
      case "ipv4-acl-type" -> AccessList.Type.IPV4;
      case "ipv6-acl-type" -> AccessList.Type.IPV6;
      case "mixed-eth-ipv4-acl-type" -> AccessList.Type.ETH_AND_IPV4;
      case "mixed-eth-ipv6-acl-type" -> AccessList.Type.ETH_AND_IPV6;
      case "mixed-eth-ipv4-ipv6-acl-type" -> AccessList.Type.ALL;
      case "eth-acl-type" -> AccessList.Type.ETH;
      case "ethernet-acl-type" -> {
        findings.note(MudErrors.NOT_CANONICAL, node.place(), node.text() + " read as eth-acl-type");
        yield AccessList.Type.ETH;
      }
      default -> throw node.bad("not an access list type: " + node.text());
    };
  }

  private List<Ace> aces(Node container, AccessList.Type type) throws Refusal {
    container.refuseBeside(Set.of("ace"));
    Optional<Node> list = container.child("ace");
    List<Node> entries = list.isEmpty() ? List.of() : list.get().entries();
    if (entries.size() > acesLeft) {
      throw tooMany(container.place(), entries.size() + " entries here", MudFile.ACES_MAX_COUNT);
    }
    acesLeft -= entries.size();
    List<Ace> aces = new ArrayList<>(entries.size());
    Set<String> names = new HashSet<>();
    for (Node entry : entries) {
      try {
        Ace ace = ace(entry, type);
        if (!names.add(ace.name())) {
          findings.warning(MudErrors.DUPLICATE_NAME, entry.place(), ace.name());
        }
        aces.add(ace);
      } catch (Refusal e) {
        findings.error(e);
      }
    }
    return aces;
  }

  private Ace ace(Node node, AccessList.Type type) throws Refusal {
    String name = node.required("name").text();
    // RFC 8519: 1 to 64 characters; only for people, so no reason to refuse
    if (name.length() > NAME_MAX_CHARS) {
      findings.warning(
          MudErrors.TEXT_TOO_LONG,
          node.place(),
          "name of more than " + NAME_MAX_CHARS + " characters");
    }
    node.refuseBeside(OF_ENTRY);
    Optional<Node> matches = node.child("matches");
    return new Ace(
        name,
        new MatchesParser(type, findings).parse(matches),
        forwarding(node.required("actions")),
        node.place());
  }

  private Ace.Forwarding forwarding(Node actions) throws Refusal {
    actions.refuseBeside(OF_ACTIONS);
    Optional<Node> logging = actions.child("logging");
    if (logging.isPresent() && !"log-none".equals(unprefixed(logging.get().text()))) {
      findings.warning(MudErrors.NODE_IGNORED, logging.get().place(), "logging");
    }
    Node forwarding = actions.required("forwarding");
    return switch (unprefixed(forwarding.text())) {
      case "accept" -> Ace.Forwarding.ACCEPT;
      case "drop" -> Ace.Forwarding.DROP;
      case "reject" -> Ace.Forwarding.REJECT;
      default -> throw forwarding.bad("not a forwarding action: " + forwarding.text());
    };
  }

  private static String unprefixed(String identity) {
    return identity.startsWith(MODULE) ? identity.substring(MODULE.length()) : identity;
  }

  private static Refusal tooMany(Place place, String found, int max) {
    return new Refusal(MudErrors.TOO_MANY_RULES, place, found + ", at most " + max);
  }
}
