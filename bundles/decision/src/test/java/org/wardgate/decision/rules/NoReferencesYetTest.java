package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/**
 * After an upgrade references may not count yet: the evidence of admitted devices tells nothing.
 */
class NoReferencesYetTest {
  private final Walk walk = new Walk();

  private static EvidenceAppraised without(DeviceId device, ErrorCode code, Tier tier) {
    return new EvidenceAppraised(
        TestWard.id("re"),
        device,
        new AttestationResult(
            Purpose.RUNTIME,
            tier,
            Map.of("instance-identity", tier.value()),
            Map.of(),
            Optional.empty(),
            Bytes.ofHex("e3"),
            "",
            Optional.of(Problem.of(code, "none adopted yet"))));
  }

  private static ErrorCode code(String name) {
    return name.equals("instance")
        ? AttestationErrors.UNKNOWN_INSTANCE
        : AttestationErrors.NO_REFERENCE;
  }

  @ParameterizedTest
  @ValueSource(strings = {"instance", "implementation"})
  void anAdmittedDeviceIsNotCutAtOnceAndIsStaleLater(String what) {
    walk.admit(PUMP);
    walk.submit(without(PUMP, code(what), Tier.NONE));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).trust().missedCount()).isEqualTo(1);
    walk.submit(without(PUMP, code(what), Tier.NONE));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.submit(without(PUMP, code(what), Tier.NONE));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.STALE.code());
  }

  @Test
  void itComesBackByFreshEvidence() {
    walk.admit(PUMP);
    for (int i = 0; i < 3; i++) {
      walk.submit(without(PUMP, AttestationErrors.NO_REFERENCE, Tier.NONE));
    }
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    walk.submit(TestWard.evidence("re", PUMP, Purpose.RUNTIME, Tier.AFFIRMING));
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void aTherapyFloorStays() {
    walk.admit(VENTILATOR);
    for (int i = 0; i < 3; i++) {
      walk.submit(without(VENTILATOR, AttestationErrors.NO_REFERENCE, Tier.NONE));
    }
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void evidenceThatIsContraindicatedCutsAtOnceWhateverItsCode() {
    walk.admit(PUMP);
    walk.submit(without(PUMP, AttestationErrors.UNKNOWN_INSTANCE, Tier.CONTRAINDICATED));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void evidenceThatFailsForAnythingElseCutsAtOnce() {
    walk.admit(PUMP);
    walk.submit(without(PUMP, AttestationErrors.UNKNOWN_MEASUREMENT, Tier.NONE));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void aPromptChallengeCalledForWhileAnotherIsOpenIsNotLostByItsAnswer() {
    walk.admit(PUMP);
    walk.pass(Duration.ofSeconds(30));
    walk.tick();
    walk.pass(Duration.ofSeconds(30));
    walk.tick();
    Challenge open = walk.newest(Challenge.class).orElseThrow();
    int before = walk.all(Challenge.class).size();
    walk.pass(Duration.ofSeconds(1));
    walk.submit(TestWard.denied(PUMP, 1, 1));
    var called = walk.state().live(PUMP).nextChallengeAt();
    walk.submit(
        TestWard.evidence(open.correlationId().value(), PUMP, Purpose.RUNTIME, Tier.AFFIRMING));
    assertThat(walk.state().live(PUMP).nextChallengeAt()).isBeforeOrEqualTo(called);
    assertThat(walk.all(Challenge.class)).hasSize(before);
  }
}
