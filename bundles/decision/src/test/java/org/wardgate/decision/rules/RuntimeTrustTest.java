package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;

/** What follows from evidence, silence and doubt while devices are admitted. */
class RuntimeTrustTest {
  private final Walk walk =
      new Walk(
          TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting()),
          new DecisionLimits(100, 4, 0.10, 1, 2),
          TrustWard.evaluator());

  private void miss(DeviceId device) {
    walk.submit(
        new ChallengeMissed(TestWard.id("m"), device, Problem.of(AttestationErrors.NO_ANSWER, "")));
  }

  private void silent(DeviceId device) {
    miss(device);
    miss(device);
    miss(device);
  }

  private int challenges() {
    return walk.all(Challenge.class).size();
  }

  private void goOn(String measurements, String bootId) {
    walk.submit(TrustWard.affirmed(PUMP, TrustWard.observed(measurements, bootId)));
  }

  @Test
  void silenceRestrictsAndIsUndecidable() {
    walk.admit(PUMP);
    silent(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.of(PUMP).trust().verdict().orElseThrow().outcome())
        .isEqualTo(Outcome.UNDECIDABLE);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.STALE.code());
  }

  @Test
  void silenceNeverTakesTheFloor() {
    walk.admit(VENTILATOR);
    silent(VENTILATOR);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void aRadioGapShorterThanTheClassAllowsChangesNothing() {
    walk.admit(PUMP);
    miss(PUMP);
    miss(PUMP);
    goOn("m1", "b1");
    miss(PUMP);
    miss(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void freshAffirmedEvidenceEndsStaleness() {
    walk.admit(PUMP);
    silent(PUMP);
    goOn("m1", "b1");
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).trust().missedCount()).isZero();
  }

  @Test
  void evidenceThatIsNotAffirmedDoesNotEndStaleness() {
    walk.admit(PUMP);
    silent(PUMP);
    walk.reattest(PUMP, Tier.WARNING);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void changedFirmwareQuarantinesAndSaysWhichClaimRuleAndReferences() {
    walk.admit(PUMP);
    walk.submit(TrustWard.tampered(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().reason())
        .contains("WG-ATT-0015")
        .contains("executables=96 by rule R7 of pump v3")
        .contains("references acme/pump v4")
        .contains("case case-9");
    assertThat(walk.of(PUMP).trust().verdict().orElseThrow().veto()).isEqualTo("attestation");
    assertThat(walk.last().line()).contains("executables=96");
  }

  @Test
  void provenTamperingNeedsAPersonEvenIfTheNextEvidenceIsGood() {
    walk.admit(PUMP);
    walk.submit(TrustWard.tampered(PUMP));
    goOn("m1", "b1");
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void whatOneSourceVetoedNeedsAPersonToo() {
    walk.admit(PUMP);
    walk.submit(TrustWard.affirmed(PUMP, TrustWard.observed("m1", "b1"), "broken"));
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(TrustErrors.NOT_TRUSTED.code());
    goOn("m1", "b1");
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void doubtAloneCutsNothingAndIsSaid() {
    walk.admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 2, 2));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(TrustErrors.UNDECIDABLE.code());
    assertThat(walk.of(PUMP).policy().target()).isPresent();
    walk.pass(Duration.ofHours(2));
    goOn("m1", "b1");
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
  }

  @Test
  void sourcesThatContradictEachOtherAreSaidAndCutNothing() {
    walk.admit(PUMP);
    walk.submit(TrustWard.affirmed(PUMP, TrustWard.observed("m1", "b1"), "odd"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.CONFLICTING.code());
  }

  @Test
  void otherFirmwareThatIsAffirmedStartsBehaviourAnew() {
    walk.admit(PUMP);
    goOn("m1", "b1");
    walk.pass(Duration.ofHours(5));
    goOn("m2", "b1");
    assertThat(walk.of(PUMP).trust().watchedSince())
        .contains(TestWard.START.plus(Duration.ofHours(5)));
    assertThat(walk.last().line()).contains("other firmware runs");
  }

  @Test
  void theSameFirmwareKeepsWhatItsBehaviourWon() {
    walk.admit(PUMP);
    goOn("m1", "b1");
    walk.pass(Duration.ofHours(5));
    goOn("m1", "b2");
    assertThat(walk.of(PUMP).trust().watchedSince()).contains(TestWard.START);
  }

  @Test
  void aBootIsFollowedByAChallengeAtOnce() {
    walk.admit(PUMP);
    goOn("m1", "b1");
    walk.pass(Duration.ofSeconds(1));
    goOn("m1", "b2");
    walk.tick();
    assertThat(challenges()).isEqualTo(1);
    assertThat(walk.last().line()).isEmpty();
  }

  @Test
  void aDeviceThatClaimsToBootAllTheTimeIsNotChallengedWithoutEnd() {
    walk.admit(PUMP);
    for (int i = 0; i < 20; i++) {
      goOn("m1", "b" + i);
      walk.tick();
      walk.pass(Duration.ofMillis(100));
    }
    assertThat(challenges()).isEqualTo(1);
  }

  @Test
  void aViolationIsFollowedByAChallengeAtOnce() {
    walk.admit(PUMP);
    walk.pass(Duration.ofSeconds(1));
    walk.submit(TestWard.denied(PUMP, 1, 1));
    walk.tick();
    assertThat(challenges()).isEqualTo(1);
  }

  @Test
  void aReconnectIsFollowedByAChallengeAtOnce() {
    walk.admit(PUMP);
    walk.pass(Duration.ofSeconds(1));
    walk.submit(TestWard.identifiedAs(Kind.LDEVID, PUMP));
    walk.tick();
    assertThat(challenges()).isEqualTo(1);
  }

  @Test
  void aReleaseIsFollowedByAChallengeAtOnce() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd"));
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "fine"));
    assertThat(challenges()).isEqualTo(1);
  }

  @Test
  void unchangedEvidenceIsNotJournaledAlthoughItIsRemembered() {
    walk.admit(PUMP);
    goOn("m1", "b1");
    walk.pass(Duration.ofSeconds(10));
    goOn("m1", "b1");
    assertThat(walk.last().durable()).isFalse();
    assertThat(walk.state().live(PUMP).attesting().newest().orElseThrow().facts().at())
        .isEqualTo(TestWard.START.plusSeconds(10));
  }

  @Test
  void trustThatIsReachedAgainBringsBackUnlessUndeclaredTrafficIsRemembered() {
    walk.admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 8, 1));
    walk.submit(TrustWard.assessed(9, 1, TestWard.START));
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.VULNERABLE.code());
    walk.submit(TrustWard.assessed(0, 0, TestWard.START));
    goOn("m1", "b1");
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    walk.pass(Duration.ofMinutes(50));
    goOn("m1", "b1");
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }
}
