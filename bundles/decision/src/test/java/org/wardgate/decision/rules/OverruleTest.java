package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.Step;

/** An operator overrules a verdict. */
class OverruleTest {
  private static final DeviceId PUMP = TestWard.PUMP;

  private final Walk walk = new Walk();

  @BeforeEach
  void admitAll() {
    TestWard.ALL.forEach(walk::admit);
  }

  private Step overrule(Duration validity) {
    return walk.submit(
        new Command.Overrule(TestWard.id("ov"), PUMP, validity, "ann", "new firmware, checked"));
  }

  private void silent() {
    for (int n = 0; n < 3; n++) {
      walk.submit(
          new ChallengeMissed(TestWard.id("m"), PUMP, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
  }

  @Test
  void givesBackWhatSilenceTook() {
    silent();
    assertThat(walk.stateOf(PUMP)).isNotEqualTo(DeviceState.ADMITTED);
    Step step = overrule(Duration.ofDays(1));
    assertThat(step.refusal()).isEmpty();
    assertThat(step.kind()).isEqualTo("device.overruled");
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().reason()).contains(DecisionErrors.OVERRULED.code(), "ann");
  }

  @Test
  void givesBackWhatUnknownFirmwareTook() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(overrule(Duration.ofDays(1)).refusal()).isEmpty();
    walk.enforce();
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void keepsAnAdmittedDeviceAgainstTheVerdict() {
    overrule(Duration.ofDays(1));
    walk.submit(TestWard.denied(PUMP, 50, 20));
    walk.reattest(PUMP, Tier.NONE);
    silent();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void endsWithEvidenceThatIsContraindicatedSince() {
    overrule(Duration.ofDays(1));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).exemptions().all()).isEmpty();
  }

  @Test
  void endsWithEvidenceOfAnotherDevice() {
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    overrule(Duration.ofDays(1));
    walk.enforce();
    walk.submit(foreign());
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(overrule(Duration.ofDays(1)).refusal().orElseThrow().detail())
        .contains("another device's");
  }

  private static EvidenceAppraised foreign() {
    AttestationResult said =
        TestWard.evidence("f", PUMP, Purpose.RUNTIME, Tier.CONTRAINDICATED).result();
    return new EvidenceAppraised(
        TestWard.id("f"),
        PUMP,
        new AttestationResult(
            said.purpose(),
            said.status(),
            said.vector(),
            said.controls(),
            said.keyThumbprint(),
            said.evidenceSha256(),
            said.referenceVersion(),
            java.util.Optional.of(Problem.of(AttestationErrors.WRONG_DEVICE, "x"))));
  }

  @Test
  void endsWithAnAdvisoryAndAnOperatorsQuarantine() {
    overrule(Duration.ofDays(1));
    walk.submit(TestWard.advisory(1, Advisory.Response.QUARANTINE, false, TestWard.mudUrl(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(overrule(Duration.ofDays(1)).refusal().orElseThrow().detail()).contains("advisory");
  }

  @Test
  void isRefusedAgainstAnotherOperatorsQuarantine() {
    overrule(Duration.ofDays(1));
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "bob", "smoke"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(overrule(Duration.ofDays(1)).refusal().orElseThrow().detail())
        .contains("not cut for its trust");
  }

  @Test
  void isRefusedForADeviceThatHasStillToJoin() {
    Walk fresh = new Walk();
    fresh.identify(PUMP);
    fresh.bind(PUMP);
    fresh.profile(PUMP);
    Step step =
        fresh.submit(
            new Command.Overrule(TestWard.id("ov"), PUMP, Duration.ofDays(1), "ann", "why"));
    assertThat(step.refusal().orElseThrow().detail()).contains("no certificate");
    assertThat(fresh.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void isRefusedBeyondItsLimits() {
    for (Duration validity :
        List.of(
            Duration.ofSeconds(59),
            Duration.ofDays(7).plusSeconds(1),
            Duration.ZERO,
            Duration.ofDays(-1))) {
      assertThat(overrule(validity).refusal().map(Problem::code))
          .contains(DecisionErrors.BAD_COMMAND.code());
    }
  }

  @Test
  void isWeighedAgainWhenItIsOver() {
    silent();
    overrule(Duration.ofMinutes(30));
    walk.enforce();
    walk.pass(Duration.ofMinutes(31));
    Step step = walk.tick();
    assertThat(walk.stateOf(PUMP)).isNotEqualTo(DeviceState.ADMITTED);
    assertThat(step.line()).contains("override by ann ended", DecisionErrors.STALE.code());
  }

  @Test
  void leavesALimitToLocalNetworksAsItIs() {
    walk.submit(TestWard.advisory(1, Advisory.Response.LOCAL_ONLY, false, TestWard.mudUrl(PUMP)));
    overrule(Duration.ofDays(1));
    assertThat(
            Policies.staysLocal(
                walk.of(PUMP).policy().target().flatMap(walk.state()::policy).orElseThrow(),
                java.util.Optional.empty()))
        .isTrue();
  }

  @Test
  void breakGlassGoesBeforeItAndLeavesItBehind() {
    silent();
    overrule(Duration.ofDays(1));
    walk.submit(
        new Command.BreakGlass(TestWard.id("bg"), PUMP, Duration.ofMinutes(5), "code 1", "now"));
    walk.pass(Duration.ofMinutes(6));
    walk.tick();
    assertThat(walk.of(PUMP).exemptions().glassBroken()).isFalse();
    assertThat(walk.of(PUMP).exemptions().grant()).isPresent();
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }
}
