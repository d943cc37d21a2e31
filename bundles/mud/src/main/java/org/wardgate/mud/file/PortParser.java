package org.wardgate.mud.file;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.file.PortMatch.Operator;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads a port-range-or-operator (RFC 8519). */
final class PortParser {
  private static final Set<String> NODES = Set.of("operator", "port", "lower-port", "upper-port");

  private PortParser() {}

  static PortMatch parse(Node node, Findings findings) throws Refusal {
    node.refuseBeside(NODES);
    Optional<Node> operator = node.child("operator");
    boolean range = node.child("lower-port").isPresent() || node.child("upper-port").isPresent();
    if (range && node.child("port").isPresent()) {
      throw node.bad("port and a range exclude each other");
    }
    if (operator.isPresent() && operator.get().text().equals("range") && range) {
      findings.note(MudErrors.NOT_CANONICAL, node.place(), "a range needs no operator");
    } else if (operator.isPresent() && range) {
      throw operator.get().bad("an operator and a range exclude each other");
    }
    return range ? range(node) : single(node, operator);
  }

  private static PortMatch range(Node node) throws Refusal {
    int lower = port(node.required("lower-port"));
    Node upperNode = node.required("upper-port");
    int upper = port(upperNode);
    if (upper < lower) {
      throw upperNode.bad("below lower-port " + lower);
    }
    return new PortMatch(Operator.RANGE, lower, upper);
  }

  private static PortMatch single(Node node, Optional<Node> operator) throws Refusal {
    int port = port(node.required("port"));
    return new PortMatch(operator.isEmpty() ? Operator.EQ : operator(operator.get()), port, port);
  }

  private static Operator operator(Node node) throws Refusal {
    return switch (node.text()) {
      case "eq", "neq", "lte", "gte" -> Operator.valueOf(node.text().toUpperCase(Locale.ROOT));
      default -> throw node.bad("must be eq, neq, lte or gte, is " + node.text());
    };
  }

  private static int port(Node node) throws Refusal {
    return node.whole(0, PortMatch.PORT_MAX);
  }
}
