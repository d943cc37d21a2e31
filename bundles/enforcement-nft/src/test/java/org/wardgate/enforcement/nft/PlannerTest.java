package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.enforcement.nft.Policies.begunBy;
import static org.wardgate.enforcement.nft.Policies.both;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.rule;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

class PlannerTest {
  private static final AddressRange WARD = AddressRange.ofCidr("10.77.0.0/24").orElseThrow();
  private static final Planner PLANNER = new Planner(List.of(WARD));

  /** A naive reader of the rules, one by one, for the first packet a device sends. */
  @Property(tries = 500)
  void decidesLikeANaiveReader(
      @ForAll("rules") List<FlowRule> rules, @ForAll("packets") List<Box> packets)
      throws RefusedException {
    ProfilePlan plan = PLANNER.plan(both(rules, List.of()));

    for (Box packet : packets) {
      assertThat(decision(plan.from(), packet)).as("%s", packet).isEqualTo(naive(rules, packet));
    }
  }

  @Test
  void aRuleForTheOtherSideAddsNothing() throws RefusedException {
    PolicySet policy =
        both(
            List.of(begunBy(Initiation.TO_DEVICE, udp(host("203.0.113.1"), 1))),
            List.of(begunBy(Initiation.FROM_DEVICE, udp(host("203.0.113.1"), 1))));

    ProfilePlan plan = PLANNER.plan(policy);

    assertThat(plan.from()).isEmpty();
    assertThat(plan.to()).isEmpty();
  }

  @Test
  void aFinalDenialOfEverythingIsWhatHappensAnyway() throws RefusedException {
    ProfilePlan plan = PLANNER.plan(sending(udp(host("203.0.113.1"), 1), denyAll()));

    assertThat(plan.from()).hasSize(1).allMatch(Run::accept);
  }

  @Test
  void unmappedClassesMatchNothing() throws RefusedException {
    ProfilePlan plan =
        PLANNER.plan(
            sending(
                udp(new Remote.Controller("urn:x"), 1),
                udp(new Remote.Maker("maker.example"), 1),
                udp(new Remote.Model("https://maker.example/x"), 1)));

    assertThat(plan.from()).allMatch(run -> run.setsCount() == 0);
  }

  @Test
  void aDenialThatCannotBeExpressedRefusesThePolicy() {
    FlowRule deny =
        rule(
            Action.DENY,
            Protocol.TCP,
            PortRange.ANY,
            PortRange.of(80),
            new Remote.Controller("urn:x"));

    assertThatThrownBy(() -> PLANNER.plan(sending(deny, udp(new Remote.Any(), 1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
  }

  @Test
  void aDenialOfLocalNetworksNeedsThem() {
    FlowRule deny =
        rule(Action.DENY, Protocol.UDP, PortRange.ANY, PortRange.ANY, new Remote.LocalNetworks());

    assertThatThrownBy(() -> new Planner(List.of()).plan(sending(deny, udp(new Remote.Any(), 1))))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void ipv6RulesOpenNothing() throws RefusedException {
    FlowRule six =
        new FlowRule(
            "x",
            Action.ACCEPT,
            Family.IPV6,
            Protocol.UDP,
            PortRange.ANY,
            PortRange.ANY,
            new Remote.Any(),
            Initiation.EITHER);

    assertThat(PLANNER.plan(sending(six)).from()).isEmpty();
  }

  @Test
  void refusesAPrefixThatIsNone() {
    assertThatThrownBy(() -> PLANNER.plan(sending(udp(new Remote.Prefix("1.2.3.4; accept"), 1))))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void refusesTooManyRules() {
    List<FlowRule> rules = new ArrayList<>();
    for (int i = 0; i <= PolicySet.RULES_MAX_COUNT; i++) {
      rules.add(udp(host("203.0.113.1"), 1));
    }

    assertThatThrownBy(() -> PLANNER.plan(both(rules, List.of())))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void refusesEndlessAlternation() {
    List<FlowRule> rules = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Action action = i % 2 == 0 ? Action.DENY : Action.ACCEPT;
      rules.add(rule(action, Protocol.UDP, PortRange.ANY, PortRange.of(i), host("203.0.113.1")));
    }

    assertThatThrownBy(() -> PLANNER.plan(both(rules, List.of())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("alternate");
  }

  private static FlowRule denyAll() {
    return rule(Action.DENY, Protocol.ANY, PortRange.ANY, PortRange.ANY, new Remote.Any());
  }

  private static boolean decision(List<Run> runs, Box packet) {
    for (Run run : runs) {
      boolean first = run.condition() != Run.Condition.REPLY;
      if (first
          && run.fixed().stream().flatMap(List::stream).anyMatch(box -> box.contains(packet))) {
        return run.accept();
      }
    }
    return false;
  }

  private static boolean naive(List<FlowRule> rules, Box packet) {
    for (FlowRule rule : rules) {
      if (rule.family() == Family.IPV4
          && rule.initiation() != Initiation.TO_DEVICE
          && matches(rule, packet)) {
        return rule.action() == Action.ACCEPT;
      }
    }
    return false;
  }

  private static boolean matches(FlowRule rule, Box packet) {
    boolean protocol =
        switch (rule.protocol()) {
          case ANY -> true;
          case TCP -> packet.protocolFirst() == 6;
          case UDP -> packet.protocolFirst() == 17;
          case ICMP -> packet.protocolFirst() == 1;
          case NUMBERED -> packet.protocolFirst() == rule.protocolNumber().orElseThrow();
        };
    return protocol
        && within(rule.devicePorts(), packet.devicePorts().first())
        && within(rule.remotePorts(), packet.remotePorts().first())
        && remote(rule.remote(), packet.remote().first());
  }

  private static boolean within(PortRange range, int port) {
    return range.first() <= port && port <= range.last();
  }

  private static boolean remote(Remote remote, long address) {
    if (remote instanceof Remote.Any) {
      return true;
    }
    if (remote instanceof Remote.LocalNetworks) {
      return WARD.contains(address);
    }
    return remote instanceof Remote.Prefix prefix
        && AddressRange.ofCidr(prefix.cidr()).orElseThrow().contains(address);
  }

  @Provide
  Arbitrary<List<FlowRule>> rules() {
    return Generated.rule()
        .filter(
            rule ->
                rule.remote() instanceof Remote.Any
                    || rule.remote() instanceof Remote.LocalNetworks
                    || rule.remote() instanceof Remote.Prefix)
        .list()
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<List<Box>> packets() {
    Arbitrary<Integer> ports = Arbitraries.of(0, 1, 2, 3, 80, 443, 444, 1_024, 65_535);
    Arbitrary<Long> addresses =
        Arbitraries.of("10.1.2.3", "10.77.0.12", "10.77.0.13", "203.0.113.20", "8.8.8.8")
            .map(text -> AddressRange.ofCidr(text + "/32").orElseThrow().first());
    return Combinators.combine(Arbitraries.of(1, 6, 17, 132), ports, ports, addresses)
        .as(
            (protocol, device, far, address) ->
                new Box(
                    protocol,
                    protocol,
                    PortRange.of(device),
                    PortRange.of(far),
                    new AddressRange(address, address)))
        .list()
        .ofSize(20);
  }
}
