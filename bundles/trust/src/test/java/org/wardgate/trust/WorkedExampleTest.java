package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Attestation;
import org.wardgate.api.trust.TrustQuestion.Behaviour;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustQuestion.PeerOpinion;
import org.wardgate.api.trust.TrustQuestion.Upkeep;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.ForAction;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** The long example of docs/trust-model.md, number by number. */
class WorkedExampleTest {
  private static final Vulnerabilities KNOWN = new Vulnerabilities(true, 8.1, 4, 0, true);
  private static final Vulnerabilities EXPLOITED = new Vulnerabilities(true, 8.1, 4, 1, true);

  private static final Questions PUMP =
      Questions.pump()
          .risking(4, 2)
          .with(new Attestation(true, false, Questions.TOKEN, 30))
          .with(new Behaviour(1, 1, 43_200))
          .with(KNOWN)
          .with(new Upkeep(Upkeep.Certificate.VALID, Upkeep.Patches.BEHIND))
          .with(Certification.VALID)
          .with(List.of(new PeerOpinion("ward-7", new Opinion(0.69, 0.1, 0.21, 0.5), 86_400)));

  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();
  private final TrustVerdict verdict = evaluator.evaluate(PUMP.question());

  @Test
  void step1TheOpinionOfEachSource() {
    assertOpinion(contribution("attestation"), 0.69, 0.10, 0.21);
    assertOpinion(contribution("behaviour"), 0.0638, 0.0653, 0.8709);
    assertOpinion(contribution("vulnerabilities"), 0, 0.1292, 0.8708);
    assertOpinion(contribution("upkeep"), 0.0476, 0, 0.9524);
    assertOpinion(contribution("certification"), 0.0476, 0, 0.9524);
    assertOpinion(contribution("peers"), 0.0863, 0.0125, 0.9013);
    assertThat(verdict.contributions()).hasSize(6);
  }

  @Test
  void step2AllTogether() {
    assertOpinion(verdict.actual(), 0.6747, 0.1354, 0.1898);
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.7697, within(1e-4));
    assertThat(verdict.conflict()).isCloseTo(0.0367, within(1e-4));
    assertThat(verdict.veto()).isEmpty();
  }

  @Test
  void step3WhatTheRiskRequires() {
    Risk risk = new Risk(4, 2);
    assertThat(RiskModel.likelihood(risk, KNOWN)).isEqualTo(3);
    assertThat(RiskModel.level(risk, KNOWN)).isEqualTo(0.75);
    assertThat(RiskModel.level(risk, Vulnerabilities.UNKNOWN)).isEqualTo(0.70);
  }

  @Test
  void step4TheAnswerForEachAction() {
    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(verdict.required()).isEqualTo(0.75);
    assertAction(TrustAction.OBSERVE, Outcome.TRUSTED, 0);
    assertAction(TrustAction.ADMIT, Outcome.TRUSTED, 0.75);
    assertAction(TrustAction.UPDATE, Outcome.TRUSTED, 0.77);
    assertAction(TrustAction.ACTUATE, Outcome.NOT_TRUSTED, 0.79);
  }

  @Test
  void step4TheLevelForAnUpdateLeavesOutWhatItCloses() {
    assertThat(Weighed.of(PUMP.question()).forUpdate().projectedProbability())
        .isCloseTo(0.7920, within(1e-4));
  }

  @Test
  void whatIfItIsExploited() {
    TrustVerdict whatIf = evaluator.evaluate(PUMP.with(EXPLOITED).question());
    assertThat(whatIf.actual().projectedProbability()).isCloseTo(0.7029, within(1e-4));
    assertThat(whatIf.required()).isEqualTo(0.78);
    assertThat(whatIf.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(Objects.requireNonNull(whatIf.actions().get(TrustAction.UPDATE)).outcome())
        .isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void whatIfItWasUpdated() {
    TrustVerdict whatIf =
        evaluator.evaluate(
            PUMP.with(new Vulnerabilities(true, 0, 0, 0, false))
                .with(new Upkeep(Upkeep.Certificate.VALID, Upkeep.Patches.CURRENT))
                .question());
    assertThat(whatIf.actual().projectedProbability()).isCloseTo(0.7960, within(1e-4));
    assertThat(Objects.requireNonNull(whatIf.actions().get(TrustAction.ACTUATE)).outcome())
        .isEqualTo(Outcome.TRUSTED);
  }

  private Opinion contribution(String source) {
    return Objects.requireNonNull(verdict.contributions().get(source));
  }

  private void assertAction(TrustAction action, Outcome outcome, double required) {
    ForAction answer = Objects.requireNonNull(verdict.actions().get(action));
    assertThat(answer.outcome()).as(action.name()).isEqualTo(outcome);
    assertThat(answer.required()).as(action.name()).isCloseTo(required, within(1e-9));
  }

  private static void assertOpinion(Opinion actual, double b, double d, double u) {
    assertThat(actual.belief()).isCloseTo(b, within(1e-4));
    assertThat(actual.disbelief()).isCloseTo(d, within(1e-4));
    assertThat(actual.uncertainty()).isCloseTo(u, within(1e-4));
  }
}
