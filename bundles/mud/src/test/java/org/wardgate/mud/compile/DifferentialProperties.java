package org.wardgate.mud.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicyExplainer;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.mud.testing.MudJson;

/** The compiled policy against an interpreter that reads the file word for word. */
class DifferentialProperties {
  private static final int PACKETS = 50;
  private static final Set<String> DECIDED_BY = new TreeSet<>();
  private static final Set<FlowRule.Protocol> PROTOCOLS = EnumSet.noneOf(FlowRule.Protocol.class);

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void aFileWithoutOddMatchesMeansExactlyWhatItSays(@ForAll long seed) throws RefusedException {
    Random random = new Random(seed);
    Map<String, Object> file = new RandomFiles(random, false).file();
    PolicySet policy = Analysis.of(MudJson.bytes(file)).accepted().policy();

    for (int i = 0; i < PACKETS; i++) {
      Packet packet = Packet.random(random);
      if (accepts(policy, packet) != NaiveInterpreter.accepts(file, packet)) {
        fail(MudJson.text(file) + " " + packet);
      }
    }
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void noFileAllowsMoreThanItSays(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Object> file = new RandomFiles(random, true).file();
    Analysis analysis = Analysis.of(MudJson.bytes(file));

    for (int i = 0; i < PACKETS && analysis.policy().isPresent(); i++) {
      Packet packet = Packet.random(random);
      if (accepts(analysis.policy().get(), packet) && !NaiveInterpreter.accepts(file, packet)) {
        fail(MudJson.text(file) + " " + packet);
      }
    }
  }

  /** A comparison that never meets a kind of rule says nothing about it. */
  @AfterContainer
  static void everyKindOfRuleDecidedAboutSomePacket() {
    assertThat(PROTOCOLS).containsExactlyInAnyOrder(FlowRule.Protocol.values());
    assertThat(DECIDED_BY)
        .contains(
            "ACCEPT",
            "DENY",
            "IPV4",
            "IPV6",
            "message",
            "Any",
            "Prefix",
            "Name",
            "LocalNetworks",
            "Controller",
            "Maker",
            "Model",
            "Hardware",
            "Both",
            "FROM_DEVICE",
            "TO_DEVICE");
  }

  private static boolean accepts(PolicySet policy, Packet packet) {
    var explanation =
        PolicyExplainer.explain(
            policy, packet.flow(), (remote, address) -> packet.far().in(remote));
    explanation.rule().ifPresent(DifferentialProperties::remember);
    return explanation.accepted();
  }

  private static void remember(FlowRule rule) {
    PROTOCOLS.add(rule.protocol());
    DECIDED_BY.add(rule.action().name());
    DECIDED_BY.add(rule.family().name());
    DECIDED_BY.add(rule.initiation().name());
    DECIDED_BY.add(rule.remote().getClass().getSimpleName());
    rule.icmp().ifPresent(message -> DECIDED_BY.add("message"));
  }
}
