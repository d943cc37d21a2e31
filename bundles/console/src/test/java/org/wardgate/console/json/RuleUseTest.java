package org.wardgate.console.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Rules that only let answers pass are not counted, and so never unused. */
class RuleUseTest {
  private static FlowRule rule(String name, Initiation initiation) {
    return new FlowRule(
        name,
        FlowRule.Action.ACCEPT,
        FlowRule.Family.IPV4,
        FlowRule.Protocol.TCP,
        PortRange.ANY,
        PortRange.of(443),
        new Remote.Any(),
        initiation);
  }

  private static List<RuleUse> uses() {
    return RuleUse.of(
        new PolicySet(
            new ProfileId("0123456789abcdef"),
            "https://mud.example/a",
            "",
            List.of(
                rule("from/asks", Initiation.FROM_DEVICE),
                rule("from/answers", Initiation.TO_DEVICE),
                rule("both/mixed", Initiation.TO_DEVICE)),
            List.of(
                rule("to/answers", Initiation.FROM_DEVICE),
                rule("to/asked", Initiation.TO_DEVICE),
                rule("to/either", Initiation.EITHER),
                rule("both/mixed", Initiation.TO_DEVICE))),
        Map.of());
  }

  @Test
  void answersAreNotCounted() {
    assertThat(uses())
        .filteredOn(RuleUse::answersOnly)
        .extracting(RuleUse::name)
        .containsExactly("from/answers", "to/answers");
  }

  @Test
  void onlyWhatIsCountedCanBeUnused() {
    assertThat(uses())
        .filteredOn(RuleUse::neverUsed)
        .extracting(RuleUse::name)
        .containsExactly("from/asks", "both/mixed", "to/asked", "to/either");
  }
}
