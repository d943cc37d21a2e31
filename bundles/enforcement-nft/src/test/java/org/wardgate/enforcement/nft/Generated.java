package org.wardgate.enforcement.nft;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Policies nobody would write, with names that would like to be commands. */
final class Generated {
  private static final List<String> HOSTILE =
      List.of(
          "x; flush ruleset",
          "\"; delete table inet wardgate; \"",
          "}\nadd rule inet wardgate forward accept",
          "$(reboot)",
          "`id`",
          "../../etc/passwd",
          "a\u0000b",
          "𝕏 accept",
          "include \"/etc/shadow\"",
          "");

  private Generated() {}

  static Arbitrary<PolicySet> policies() {
    return Combinators.combine(rule().list().ofMaxSize(12), rule().list().ofMaxSize(12))
        .as(Policies::both);
  }

  static Arbitrary<FlowRule> rule() {
    return Combinators.combine(
            Arbitraries.of(HOSTILE),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.just(Action.ACCEPT)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Action.DENY))),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(Family.IPV4)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Family.IPV6))),
            Arbitraries.of(Protocol.ANY, Protocol.TCP, Protocol.UDP, Protocol.ICMP),
            ports(),
            ports(),
            remote(),
            Arbitraries.of(Initiation.class))
        .as(Generated::rule);
  }

  private static FlowRule rule(
      String name,
      Action action,
      Family family,
      Protocol protocol,
      PortRange device,
      PortRange far,
      Remote remote,
      Initiation initiation) {
    boolean ports = protocol == Protocol.TCP || protocol == Protocol.UDP;
    Remote there =
        family == Family.IPV6 && remote instanceof Remote.Prefix
            ? new Remote.Prefix("2001:db8::/32")
            : remote;
    return new FlowRule(
        name,
        action,
        family,
        protocol,
        ports ? device : PortRange.ANY,
        ports ? far : PortRange.ANY,
        there,
        initiation);
  }

  /** Few numbers, so that ranges overlap often. */
  static Arbitrary<PortRange> ports() {
    Arbitrary<Integer> number = Arbitraries.of(0, 1, 2, 3, 80, 443, 444, 1024, 65_534, 65_535);
    return Combinators.combine(number, number)
        .as((a, b) -> new PortRange(Math.min(a, b), Math.max(a, b)));
  }

  static Arbitrary<Remote> remote() {
    return Arbitraries.of(
        new Remote.Any(),
        new Remote.LocalNetworks(),
        new Remote.Prefix("0.0.0.0/0"),
        new Remote.Prefix("10.0.0.0/8"),
        new Remote.Prefix("10.77.0.0/24"),
        new Remote.Prefix("10.77.0.12/32"),
        new Remote.Prefix("203.0.113.20/32"),
        new Remote.Prefix("203.0.113.21/32"),
        new Remote.Prefix("255.255.255.255/32"),
        new Remote.Name("a.example"),
        new Remote.Name("b.example; flush ruleset"),
        new Remote.Controller("urn:x }; accept"),
        new Remote.Maker("maker.example"),
        new Remote.Model("https://maker.example/x"));
  }
}
