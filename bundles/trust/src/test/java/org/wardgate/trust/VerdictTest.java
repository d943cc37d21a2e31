package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Hysteresis, the cap, devices that cannot attest, and what decides alone. */
class VerdictTest {
  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  private TrustVerdict ask(Questions questions) {
    return evaluator.evaluate(questions.question());
  }

  private Outcome outcome(TrustVerdict verdict, TrustAction action) {
    return Objects.requireNonNull(verdict.actions().get(action)).outcome();
  }

  /** The pump's level is 0.795. */
  @Test
  void aTrustedDeviceStaysTrustedALittleBelowTheLevel() {
    Questions pump = Questions.pump().requiring(0.80);
    assertThat(ask(pump).outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(pump.after(Outcome.TRUSTED)).outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(ask(pump.requiring(0.81).after(Outcome.TRUSTED)).outcome())
        .isEqualTo(Outcome.NOT_TRUSTED);
  }

  @Test
  void oneThatIsNotComesBackOnlyWellAboveTheLevel() {
    Questions pump = Questions.pump().requiring(0.79);
    assertThat(ask(pump).outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(ask(pump.after(Outcome.NOT_TRUSTED)).outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(pump.requiring(0.78).after(Outcome.NOT_TRUSTED)).outcome())
        .isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void oneThatWasSilentComesBackAtTheLevel() {
    Questions pump = Questions.pump().requiring(0.79);
    assertThat(ask(pump.after(Outcome.UNDECIDABLE)).outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void theRequiredLevelOfTheVerdictIsTheOneThatDecided() {
    Questions pump = Questions.pump();
    assertThat(ask(pump.after(Outcome.TRUSTED)).required()).isEqualTo(0.75);
    assertThat(ask(pump.requiring(0.80).after(Outcome.TRUSTED)).required())
        .isCloseTo(0.79, within(1e-9));
    assertThat(ask(pump.requiring(0.79).after(Outcome.NOT_TRUSTED)).required())
        .isCloseTo(0.80, within(1e-9));
  }

  @Test
  void theCapTakesBeliefAndLeavesTheUncertainty() {
    TrustVerdict verdict = ask(Questions.pump().capped(0.6));
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.6, within(1e-9));
    assertThat(verdict.actual().uncertainty()).isCloseTo(0.21, within(1e-9));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(Questions.pump().capped(0)).actual().projectedProbability()).isZero();
    assertThat(ask(Questions.pump().capped(Double.NaN)).actual().projectedProbability()).isZero();
    assertThat(ask(Questions.pump().capped(-1)).actual().projectedProbability()).isZero();
  }

  /** The class of docs/trust-model.md for devices that cannot attest. */
  @Test
  void aDeviceThatCannotAttestIsJudgedByTheRestAndCapped() {
    Questions monitor =
        Questions.pump()
            .with(new Attestation(false, false, Map.of(), 0))
            .with(new Requirement(0.5, 0.8, Optional.empty(), false, 0.6));
    assertThat(ask(monitor).outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(ask(monitor).actual().projectedProbability()).isCloseTo(0.55, within(1e-9));
    assertThat(ask(monitor.with(new Behaviour(0, 0, 1e9))).actual().projectedProbability())
        .isLessThanOrEqualTo(0.6);
    assertThat(ask(monitor.with(new Behaviour(3, 3, 0))).outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(monitor.requiring(0.75)).outcome()).isEqualTo(Outcome.NOT_TRUSTED);
  }

  @Test
  void oneThatCouldAttestAndDidNotIsUndecidableForEveryAction() {
    TrustVerdict verdict =
        ask(
            Questions.pump()
                .with(new Attestation(false, false, Questions.TOKEN, 0))
                .with(new Requirement(0, 1, Optional.empty(), true, 1)));
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDABLE);
    verdict
        .actions()
        .values()
        .forEach(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.UNDECIDABLE));
  }

  @Test
  void contraindicatedEvidenceNamesItselfAsVeto() {
    TrustVerdict verdict =
        ask(Questions.pump().with(new Attestation(true, true, Questions.TOKEN, 0)));
    assertThat(verdict.veto()).isEqualTo("attestation");
    assertThat(verdict.actual()).isEqualTo(Opinions.VETO);
    verdict
        .actions()
        .values()
        .forEach(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.NOT_TRUSTED));
    Map<String, Boolean> booted = Map.of("secure-boot", false);
    assertThat(ask(Questions.pump().with(new Attestation(true, false, booted, 0))).veto())
        .isEqualTo("attestation");
    assertThat(ask(Questions.pump().with(new Attestation(false, false, booted, 0))).veto())
        .isEmpty();
  }

  @Test
  void anExploitedCriticalVulnerabilityForbidsToActAndNotToUpdate() {
    TrustVerdict verdict =
        ask(Questions.pump().requiring(0.1).with(new Vulnerabilities(true, 9.8, 1, 1, false)));
    assertThat(outcome(verdict, TrustAction.ACTUATE)).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(outcome(verdict, TrustAction.ADMIT)).isEqualTo(Outcome.TRUSTED);
    assertThat(outcome(verdict, TrustAction.UPDATE)).isEqualTo(Outcome.TRUSTED);
    TrustVerdict lessSevere =
        ask(Questions.pump().requiring(0.1).with(new Vulnerabilities(true, 8.9, 1, 1, false)));
    assertThat(outcome(lessSevere, TrustAction.ACTUATE)).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void noVulnerabilityStandsInTheWayOfItsUpdate() {
    Questions pump = Questions.pump().risking(4, 2);
    Questions open = pump.with(new Vulnerabilities(true, 10, 100, 50, true));
    assertThat(outcome(ask(open), TrustAction.ADMIT)).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(open).actions().get(TrustAction.UPDATE))
        .isEqualTo(ask(pump).actions().get(TrustAction.UPDATE));
  }

  /** Two failing controls make the opinion certain enough, but speak for nobody. */
  @Test
  void evidenceAgainstADeviceNeverMakesItCertainEnoughToBeTrusted() {
    Attestation little = new Attestation(true, false, Map.of("access-control", true), 0);
    Requirement requirement = new Requirement(0.5, 0.55, Optional.empty(), true, 1);
    Questions quiet = Questions.pump().with(little).with(requirement);
    assertThat(ask(quiet).outcome()).isEqualTo(Outcome.UNDECIDABLE);
    TrustVerdict noisy = ask(quiet.with(new Behaviour(1, 1, 0)));
    assertThat(noisy.actual().uncertainty()).isLessThan(0.55);
    assertThat(noisy.actual().projectedProbability()).isGreaterThan(0.5);
    assertThat(noisy.outcome()).isEqualTo(Outcome.UNDECIDABLE);
  }
}
