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
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicyExplainer;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

class PlannerTest {
  private static final AddressRange WARD = AddressRange.ofCidr("10.77.0.0/24").orElseThrow();
  private static final AddressRange WARD6 = AddressRange.ofCidr("fd00:77::/64").orElseThrow();
  private static final Planner PLANNER = new Planner(List.of(WARD, WARD6));

  /** The plan does, and counts, what a reader of the rules says who goes through them in order. */
  @Property(tries = 1_000)
  void decidesLikeTheExplainer(@ForAll("policies") PolicySet policy, @ForAll long seed) {
    ProfilePlan plan;
    try {
      plan = PLANNER.plan(policy);
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-NFT-0006");
      return;
    }
    PlanReader kernel = new PlanReader(plan, FlowSamples.FAR_ENDS);
    Random dice = new Random(seed);
    for (int i = 0; i < 40; i++) {
      Flow flow = FlowSamples.flow(dice);
      Explanation explained = PolicyExplainer.explain(policy, flow, FlowSamples.FAR_ENDS);
      Optional<PlanReader.Verdict> verdict = kernel.verdict(flow);

      assertThat(verdict.filter(PlanReader.Verdict::accepted).isPresent())
          .as("%s %s", flow, explained.words())
          .isEqualTo(explained.accepted());
      if (explained.accepted()) {
        List<FlowRule> rules = flow.sent() ? policy.fromDevice() : policy.toDevice();
        assertThat(rules.get(verdict.orElseThrow().rule()))
            .isEqualTo(explained.rule().orElseThrow());
      }
    }
  }

  @Test
  void aRuleForTheOtherSideAddsNothing() throws RefusedException {
    PolicySet policy =
        both(
            List.of(begunBy(Initiation.TO_DEVICE, udp(host("203.0.113.1"), 1))),
            List.of(begunBy(Initiation.FROM_DEVICE, udp(host("203.0.113.1"), 1))));

    ProfilePlan plan = PLANNER.plan(policy);

    assertThat(plan.open()).isEmpty();
  }

  @Test
  void aFinalDenialOfEverythingIsWhatHappensAnyway() throws RefusedException {
    ProfilePlan plan = PLANNER.plan(sending(udp(host("203.0.113.1"), 1), denyAll()));

    assertThat(plan.ipv4().from()).hasSize(1).allMatch(Run::accept);
  }

  @Test
  void unmappedControllersMatchNothing() throws RefusedException {
    Remote controller = new Remote.Controller("urn:x");
    ProfilePlan plan =
        PLANNER.plan(
            sending(
                udp(controller, 1),
                udp(new Remote.Both(new Remote.Maker("maker.example"), controller), 1)));

    assertThat(plan.open()).isEmpty();
    assertThat(plan.groups()).isEmpty();
  }

  @Test
  void groupsAreKeptForTheTable() throws RefusedException {
    Remote maker = new Remote.Maker("maker.example");
    Remote model = new Remote.Model("https://maker.example/x");
    FlowRule deny = rule(Action.DENY, Protocol.TCP, PortRange.ANY, PortRange.of(80), model);

    ProfilePlan plan = PLANNER.plan(sending(deny, udp(maker, 1), udp(maker, 2)));

    assertThat(plan.groups()).containsExactly(model, maker);
    assertThat(plan.ipv4().from()).extracting(Run::accept).containsExactly(false, true);
    assertThat(plan.ipv4().from().get(1).layers()).hasSize(1);
  }

  @Test
  void whatIsInNoRangeIsNothing() throws RefusedException {
    Remote nowhere = new Remote.Both(host("203.0.113.1"), new Remote.LocalNetworks());
    FlowRule deny = rule(Action.DENY, Protocol.TCP, PortRange.ANY, PortRange.of(80), nowhere);

    ProfilePlan plan = PLANNER.plan(sending(deny, udp(nowhere, 1), udp(host("203.0.113.1"), 1)));

    assertThat(plan.ipv4().layers()).hasSize(1);
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
  void onlyAFamilyWithRulesHasSets() throws RefusedException {
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

    assertThat(PLANNER.plan(sending(six)).open())
        .singleElement()
        .extracting(FamilyPlan::family)
        .isEqualTo(Family.IPV6);
  }

  @Test
  void aPrefixOfTheOtherFamilyIsRefused() {
    assertThatThrownBy(() -> PLANNER.plan(sending(udp(new Remote.Prefix("2001:db8::/32"), 1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0006");
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

  @Provide
  Arbitrary<PolicySet> policies() {
    return Generated.policies();
  }
}
