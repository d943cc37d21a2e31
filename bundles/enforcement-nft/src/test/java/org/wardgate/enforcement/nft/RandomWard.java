package org.wardgate.enforcement.nft;

import static org.wardgate.enforcement.nft.Ward.OUTSIDE;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE6;
import static org.wardgate.enforcement.nft.Ward.address;
import static org.wardgate.enforcement.nft.Ward.address6;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Random policies about who is really there in a {@link Ward} with a device 12. */
final class RandomWard {
  static final Map<String, List<String>> NAMES =
      Map.of(
          "out.example", List.of(OUTSIDE, OUTSIDE6),
          "all.example", List.of(OUTSIDE, OUTSIDE6, address(12), address6(12)));

  private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
  private static final List<Initiation> INITIATIONS = List.of(Initiation.values());

  private RandomWard() {}

  static PolicySet policy(Random dice) {
    return Policies.both(rules(dice), rules(dice));
  }

  /** A port in one of few ranges, seldom the same twice. */
  static int port(Random dice) {
    return 1 + dice.nextInt(40_000);
  }

  private static List<FlowRule> rules(Random dice) {
    List<FlowRule> rules = new ArrayList<>();
    int count = 3 + dice.nextInt(10);
    for (int i = 0; i < count; i++) {
      rules.add(rule("acl/" + i, dice));
    }
    return rules;
  }

  private static FlowRule rule(String name, Random dice) {
    Family family = dice.nextBoolean() ? Family.IPV4 : Family.IPV6;
    Protocol protocol = PROTOCOLS.get(dice.nextInt(PROTOCOLS.size()));
    boolean ports = protocol == Protocol.TCP || protocol == Protocol.UDP;
    Remote remote = remote(family, dice);
    if (dice.nextInt(4) == 0) {
      remote = new Remote.Both(remote, remote(family, dice));
    }
    return new FlowRule(
        name,
        dice.nextInt(5) == 0 ? Action.DENY : Action.ACCEPT,
        family,
        protocol,
        ports ? range(dice) : PortRange.ANY,
        ports ? range(dice) : PortRange.ANY,
        remote,
        INITIATIONS.get(dice.nextInt(INITIATIONS.size())),
        protocol == Protocol.NUMBERED
            ? OptionalInt.of(List.of(253, 254, 6, 17).get(dice.nextInt(4)))
            : OptionalInt.empty(),
        protocol == Protocol.ICMP ? message(family, dice) : Optional.empty());
  }

  private static Optional<IcmpMessage> message(Family family, Random dice) {
    OptionalInt type = OptionalInt.of(family == Family.IPV4 ? 8 : 128);
    OptionalInt code = dice.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(dice.nextInt(2));
    return dice.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(new IcmpMessage(dice.nextInt(4) == 0 ? OptionalInt.empty() : type, code));
  }

  private static PortRange range(Random dice) {
    int first = dice.nextInt(4) * 10_000;
    return dice.nextInt(3) == 0
        ? PortRange.ANY
        : new PortRange(first, first + 9_999 + dice.nextInt(2) * 15_000);
  }

  private static Remote remote(Family family, Random dice) {
    boolean four = family == Family.IPV4;
    List<Remote> some =
        List.of(
            new Remote.Any(),
            new Remote.Any(),
            new Remote.LocalNetworks(),
            new Remote.Prefix(four ? "198.51.100.0/24" : "2001:db8:51::/64"),
            new Remote.Prefix(four ? address(12) + "/32" : address6(12) + "/128"),
            new Remote.Name("out.example"),
            new Remote.Name("all.example"),
            new Remote.Maker("maker.example"),
            new Remote.Model("https://maker.example/peer"),
            new Remote.Hardware(Ward.mac(12)));
    return some.get(dice.nextInt(some.size()));
  }
}
