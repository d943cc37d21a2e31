package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.Step;

/** What people decided about a device outlasts what evidence says of it. */
class CutCausesTest {
  private static final DeviceId PUMP = TestWard.PUMP;

  private static Walk all() {
    Walk walk = new Walk();
    TestWard.ALL.forEach(walk::admit);
    return walk;
  }

  private static void silent(Walk walk, DeviceId d) {
    for (int n = 0; n < 3; n++) {
      walk.submit(
          new ChallengeMissed(TestWard.id("m"), d, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
  }

  private static Step glass(Walk walk, DeviceId d, int minutes) {
    return walk.submit(
        new Command.BreakGlass(TestWard.id("bg"), d, Duration.ofMinutes(minutes), "code 1", "now"));
  }

  @Test
  void anOperatorsCutIsNotForgottenForSilenceUnderBreakGlass() {
    Walk walk = all();
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "bob", "smoke"));
    assertThat(glass(walk, PUMP, 5).refusal()).isEmpty();
    walk.enforce();
    silent(walk, PUMP);
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.pass(Duration.ofMinutes(6));
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isNotEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void badEvidenceDoesNotMakeAnOperatorsCutOverrulable() {
    Walk walk = all();
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "bob", "smoke"));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    Step step =
        walk.submit(
            new Command.Overrule(TestWard.id("ov"), PUMP, Duration.ofDays(7), "ann", "why"));
    assertThat(step.refusal()).isPresent();
  }

  @Test
  void badEvidenceDoesNotMakeBreakGlassGoodForARevokedDevice() {
    Walk walk = all();
    walk.submit(new Command.Revoke(TestWard.id("q"), PUMP, "bob", "stolen"));
    assertThat(glass(walk, PUMP, 5).refusal()).isPresent();
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    Step step = glass(walk, PUMP, 5);
    assertThat(step.refusal()).isPresent();
  }

  @Test
  void newestBadEvidenceCountsWhenTheExemptionEndsHoweverOftenItWasSaid() {
    Walk walk = all();
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    glass(walk, PUMP, 30);
    walk.enforce();
    for (int i = 0; i < 4; i++) {
      walk.pass(Duration.ofSeconds(30));
      walk.reattest(PUMP, Tier.CONTRAINDICATED);
    }
    walk.pass(Duration.ofSeconds(30));
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.pass(Duration.ofSeconds(30));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    walk.pass(Duration.ofSeconds(30));
    walk.submit(new Command.EndExemption(TestWard.id("e"), PUMP, "ann", "done"));
    assertThat(walk.stateOf(PUMP)).isNotEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void aRevokedDeviceThatAnOperatorReleasedIsNotInDoubt() {
    Walk walk = all();
    walk.submit(new Command.Revoke(TestWard.id("q"), PUMP, "bob", "stolen"));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.of(PUMP).standing().problem().map(Problem::code))
        .contains(DecisionErrors.REVOKED_BY_OPERATOR.code());
    assertThat(walk.of(PUMP).trust().attestation().map(a -> a.tier()))
        .contains(Tier.CONTRAINDICATED);
    walk.restart();
    assertThat(glass(walk, PUMP, 5).refusal()).isPresent();
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "bob", "found"));
    assertThat(glass(walk, PUMP, 5).refusal()).isEmpty();
  }

  @Test
  void twoBadCodesInTurnAreWrittenOnceAnHourAndAForgedOneStays() {
    Walk walk = all();
    bad(walk, AttestationErrors.UNKNOWN_MEASUREMENT);
    bad(walk, AttestationErrors.INSECURE_LIFECYCLE);
    Standing cut = walk.of(PUMP).standing();
    for (int n = 0; n < 5; n++) {
      bad(walk, AttestationErrors.UNKNOWN_MEASUREMENT);
      bad(walk, AttestationErrors.INSECURE_LIFECYCLE);
      assertThat(walk.of(PUMP).standing()).isEqualTo(cut);
    }
    bad(walk, AttestationErrors.BAD_SIGNATURE);
    walk.pass(Duration.ofHours(2));
    bad(walk, AttestationErrors.UNKNOWN_MEASUREMENT);
    assertThat(walk.of(PUMP).standing().problem().map(Problem::code))
        .contains(AttestationErrors.BAD_SIGNATURE.code());
  }

  private static void bad(Walk walk, ErrorCode code) {
    AttestationResult result =
        new AttestationResult(
            Purpose.RUNTIME,
            Tier.CONTRAINDICATED,
            Map.of("executables", 99),
            Map.of(),
            Optional.empty(),
            Bytes.ofHex("00"),
            "ref-1",
            Optional.of(Problem.of(code, "")));
    walk.submit(new EvidenceAppraised(TestWard.id("e"), PUMP, result));
  }
}
