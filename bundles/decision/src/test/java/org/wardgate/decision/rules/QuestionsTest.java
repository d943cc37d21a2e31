package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustVerdict.Outcome;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;
import org.wardgate.decision.state.AssessmentKey;
import org.wardgate.decision.state.DeviceCase;

/** What the trust function is asked, and how often a device is. */
class QuestionsTest {
  private static final Risk HIGH = new Risk(4, 4);

  private final Walk walk =
      new Walk(
          TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting()),
          new DecisionLimits(100, 4, 0.10, 1, 2),
          TrustWard.evaluator());

  private static Circumstances known(Assurance assurance, Optional<Assessment> assessment) {
    return new Circumstances(
        TrustWard.inventory(1, TestWard.ALL, assurance).classOf(PUMP).orElseThrow(),
        Optional.empty(),
        assessment,
        Optional.empty());
  }

  private TrustQuestion at(Duration later) {
    return Questions.of(
        walk.of(PUMP), known(TrustWard.attesting(), Optional.empty()), TestWard.START.plus(later));
  }

  private void goOn(Observed observed) {
    walk.submit(TrustWard.affirmed(PUMP, observed));
  }

  @Test
  void aDeviceThatJoinsHasToExceedWhatIsRequiredAndNoMore() {
    walk.identify(PUMP);
    assertThat(at(Duration.ZERO).before()).isEmpty();
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, org.wardgate.api.attestation.AttestationResult.Tier.AFFIRMING);
    assertThat(at(Duration.ZERO).before()).isEmpty();
  }

  @Test
  void anAdmittedDeviceIsAskedAboutWithWhatWasDecidedBefore() {
    walk.admit(PUMP);
    assertThat(at(Duration.ZERO).before()).contains(Outcome.TRUSTED);
  }

  @Test
  void silenceIsNoHistory() {
    walk.admit(PUMP);
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new ChallengeMissed(TestWard.id("m"), PUMP, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
    TrustQuestion question = at(Duration.ZERO);
    assertThat(question.before()).isEmpty();
    assertThat(question.attestation().affirmed()).isFalse();
    assertThat(question.attestation().contraindicated()).isFalse();
  }

  @Test
  void quietTimeCountsFromAdmissionAndFromTheLastViolation() {
    walk.admit(PUMP);
    assertThat(at(Duration.ofHours(2)).behaviour().quietSeconds()).isEqualTo(7_200);
    walk.pass(Duration.ofHours(1));
    walk.submit(TestWard.denied(PUMP, 1, 1));
    assertThat(at(Duration.ofHours(2)).behaviour().quietSeconds()).isEqualTo(3_600);
  }

  @Test
  void quietTimeOfADeviceWithoutTrafficCountsNothing() {
    walk.identify(PUMP);
    assertThat(at(Duration.ofHours(2)).behaviour().quietSeconds()).isZero();
  }

  @Test
  void aClockThatGoesBackMakesNothingNegative() {
    walk.admit(PUMP);
    TrustQuestion question = at(Duration.ofHours(-9));
    assertThat(question.behaviour().quietSeconds()).isZero();
    assertThat(question.attestation().ageSeconds()).isZero();
  }

  @Test
  void certificatesAgeFromValidToOverdueToEnded() {
    walk.admit(PUMP); // for an hour
    assertThat(at(Duration.ofMinutes(30)).upkeep().certificate())
        .isEqualTo(Upkeep.Certificate.VALID);
    assertThat(at(Duration.ofMinutes(55)).upkeep().certificate())
        .isEqualTo(Upkeep.Certificate.OVERDUE);
    assertThat(at(Duration.ofMinutes(61)).upkeep().certificate())
        .isEqualTo(Upkeep.Certificate.ENDED);
  }

  @Test
  void firmwareIsCurrentBehindOrUnknown() {
    walk.admit(PUMP);
    assertThat(at(Duration.ZERO).upkeep().patches()).isEqualTo(Upkeep.Patches.UNKNOWN);
    goOn(TrustWard.observed("m", "b"));
    assertThat(at(Duration.ZERO).upkeep().patches()).isEqualTo(Upkeep.Patches.CURRENT);
    goOn(TrustWard.observed("m", "b", true, OptionalInt.empty()));
    assertThat(at(Duration.ZERO).upkeep().patches()).isEqualTo(Upkeep.Patches.BEHIND);
  }

  @Test
  void anOpenVulnerabilityWithAFixIsAnUpdateThatWaits() {
    walk.admit(PUMP);
    goOn(TrustWard.observed("m", "b"));
    Assessment open = TrustWard.assessed(5, 0, TestWard.START).assessment();
    TrustQuestion question =
        Questions.of(
            walk.of(PUMP), known(TrustWard.attesting(), Optional.of(open)), TestWard.START);
    assertThat(question.upkeep().patches()).isEqualTo(Upkeep.Patches.BEHIND);
    assertThat(question.vulnerabilities().known()).isTrue();
    assertThat(question.vulnerabilities().fixAvailable()).isTrue();
  }

  @Test
  void afterARestartEvidenceIsTakenForAsOldAsItCanBeWithoutBeingStale() {
    walk.admit(PUMP);
    assertThat(at(Duration.ofDays(3)).attestation().ageSeconds()).isEqualTo(30);
  }

  @Test
  void evidenceGoesBeforeTheMudFileAndItsVersionBeforeEveryVersion() {
    walk.admit(PUMP);
    goOn(TrustWard.observed("m", "b"));
    DeviceCase c = walk.of(PUMP);
    Assessment exact = TrustWard.assessed(5, 0, TestWard.START).assessment();
    assertThat(
            VulnerabilityMatch.find(
                key -> key.version().isEmpty() ? Optional.of(exact) : Optional.empty(),
                c,
                Optional.empty()))
        .contains(exact);
    assertThat(
            VulnerabilityMatch.names(
                new AssessmentKey("acme", "model", "1.0"), c, Optional.empty()))
        .isTrue();
    assertThat(
            VulnerabilityMatch.names(
                new AssessmentKey("acme", "model", "2.0"), c, Optional.empty()))
        .isFalse();
    assertThat(
            VulnerabilityMatch.names(
                new AssessmentKey("other", "model", "1.0"), c, Optional.empty()))
        .isFalse();
  }

  private int period(Assurance assurance, Optional<Assessment> assessment) {
    DeviceCase c = walk.of(PUMP);
    return Challenges.periodSeconds(
        c, known(assurance, assessment), c.trust().verdict(), TestWard.START);
  }

  private static Assurance risky(int minSeconds, int maxSeconds) {
    return new Assurance(true, "", Optional.of(HIGH), 1, minSeconds, maxSeconds, 300, List.of());
  }

  @Test
  void theClassesPeriodHoldsWhenNothingIsWrong() {
    walk.admit(PUMP);
    assertThat(period(TrustWard.attesting(), Optional.empty())).isEqualTo(10);
  }

  @Test
  void riskShortensItAndTheClassesLimitHolds() {
    walk.admit(PUMP);
    assertThat(period(risky(5, 60), Optional.empty())).isEqualTo(7);
    assertThat(period(risky(9, 60), Optional.empty())).isEqualTo(9);
  }

  @Test
  void anIncidentShortensIt() {
    walk.admit(PUMP);
    DeviceCase c = walk.of(PUMP);
    Circumstances calm = known(TrustWard.attesting(), Optional.empty());
    Circumstances trouble =
        new Circumstances(
            calm.deviceClass(), calm.mudFacts(), calm.assessment(), calm.newest(), true);
    assertThat(Challenges.periodSeconds(c, trouble, c.trust().verdict(), TestWard.START))
        .isEqualTo(5);
  }

  @Test
  void aSevereVulnerabilityShortensIt() {
    walk.admit(PUMP);
    Assessment severe = TrustWard.assessed(8, 0, TestWard.START).assessment();
    assertThat(period(TrustWard.attesting(), Optional.of(severe))).isEqualTo(5);
  }

  @Test
  void anEmptyBatteryLengthensItUnlessSomethingIsWrong() {
    walk.admit(PUMP);
    goOn(TrustWard.observed("m", "b", false, OptionalInt.of(10)));
    assertThat(period(TrustWard.attesting(), Optional.empty())).isEqualTo(20);
    assertThat(
            period(
                new Assurance(true, "", Optional.empty(), 1, 5, 12, 300, List.of()),
                Optional.empty()))
        .isEqualTo(12);
    assertThat(period(risky(5, 60), Optional.empty())).isEqualTo(7);
    walk.submit(TestWard.denied(PUMP, 3, 1));
    assertThat(period(TrustWard.attesting(), Optional.empty())).isEqualTo(5);
  }

  @Test
  void challengesOfAWardDoNotComeInStep() {
    walk.admit(PUMP);
    Instant first = walk.state().live(PUMP).nextChallengeAt();
    goOn(TrustWard.observed("m", "b"));
    Instant next = walk.state().live(PUMP).nextChallengeAt();
    assertThat(Duration.between(TestWard.START, next))
        .isBetween(Duration.ofMillis(8_750), Duration.ofMillis(11_250));
    assertThat(first).isNotNull();
  }
}
