package org.wardgate.enforcement.nft;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
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
                Tuple.of(4, Arbitraries.just(Action.ACCEPT)),
                Tuple.of(1, Arbitraries.just(Action.DENY))),
            Arbitraries.of(Family.class),
            Arbitraries.of(Protocol.class),
            ports(),
            ports(),
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
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
      int dice,
      Initiation initiation) {
    boolean ports = protocol == Protocol.TCP || protocol == Protocol.UDP;
    List<Remote> remotes = remotes(family);
    Remote remote = remotes.get(dice % remotes.size());
    int rest = dice / remotes.size();
    if (rest % 4 == 0) {
      remote = new Remote.Both(remote, remotes.get(rest / 4 % remotes.size()));
    }
    return new FlowRule(
        name,
        action,
        family,
        protocol,
        ports ? device : PortRange.ANY,
        ports ? far : PortRange.ANY,
        remote,
        initiation,
        protocol == Protocol.NUMBERED ? OptionalInt.of(number(rest)) : OptionalInt.empty(),
        protocol == Protocol.ICMP ? message(rest) : Optional.empty());
  }

  private static int number(int dice) {
    return List.of(0, 2, 6, 17, 47, 58, 132, 253, 255).get(dice % 9);
  }

  private static Optional<IcmpMessage> message(int dice) {
    OptionalInt type =
        dice % 3 == 0
            ? OptionalInt.empty()
            : OptionalInt.of(List.of(0, 8, 128, 255).get(dice / 3 % 4));
    OptionalInt code = dice % 5 < 3 ? OptionalInt.empty() : OptionalInt.of(dice % 2);
    return dice % 7 == 0 ? Optional.empty() : Optional.of(new IcmpMessage(type, code));
  }

  /** Few numbers, so that ranges overlap often. */
  static Arbitrary<PortRange> ports() {
    Arbitrary<Integer> number = Arbitraries.of(0, 1, 2, 3, 80, 443, 444, 1024, 65_534, 65_535);
    return Combinators.combine(number, number)
        .as((a, b) -> new PortRange(Math.min(a, b), Math.max(a, b)));
  }

  private static List<Remote> remotes(Family family) {
    return family == Family.IPV4
        ? List.of(
            new Remote.Any(),
            new Remote.LocalNetworks(),
            new Remote.Prefix("0.0.0.0/0"),
            new Remote.Prefix("10.0.0.0/8"),
            new Remote.Prefix("10.77.0.0/24"),
            new Remote.Prefix("10.77.0.12/32"),
            new Remote.Prefix("203.0.113.20/32"),
            new Remote.Prefix("255.255.255.255/32"),
            new Remote.Name("a.example"),
            new Remote.Name("b.example; flush ruleset"),
            new Remote.Controller("urn:x }; accept"),
            new Remote.Maker("maker.example"),
            new Remote.Model("https://maker.example/x"),
            new Remote.Hardware("02:77:00:00:00:0c"))
        : List.of(
            new Remote.Any(),
            new Remote.LocalNetworks(),
            new Remote.Prefix("::/0"),
            new Remote.Prefix("2001:db8::/32"),
            new Remote.Prefix("fd00:77::/64"),
            new Remote.Prefix("fd00:77::c/128"),
            new Remote.Prefix("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"),
            new Remote.Name("a.example"),
            new Remote.Name("b.example; flush ruleset"),
            new Remote.Controller("urn:x }; accept"),
            new Remote.Maker("maker.example"),
            new Remote.Model("https://maker.example/x"),
            new Remote.Hardware("02:77:00:00:00:0c"));
  }
}
