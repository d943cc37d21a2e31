package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

class SubjectiveTrustEvaluatorTest {
  private static final double PUMP_REQUIRES = 0.75;
  private static final double PUMP_UNCERTAINTY_MAX = 0.5;

  /** What a complete PSA token of an endorsed implementation attests. */
  private static final Map<String, Boolean> TOKEN =
      Map.of(
          "secure-boot", true,
          "config-integrity", true,
          "access-control", true,
          "isolation", true,
          "secure-ota", true);

  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  private static Map<String, Boolean> everything() {
    Map<String, Boolean> controls = new HashMap<>(TOKEN);
    controls.put("control-flow-integrity", true);
    return controls;
  }

  private TrustVerdict pump(Map<String, Boolean> controls, double packets, int destinations) {
    return evaluator.evaluate(
        new TrustQuestion(
            controls, false, true, packets, destinations, PUMP_REQUIRES, PUMP_UNCERTAINTY_MAX));
  }

  @Test
  void aCompleteTokenOfAWellBehavedPumpIsTrusted() {
    TrustVerdict verdict = pump(TOKEN, 0, 0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.795, within(1e-9));
    assertThat(verdict.contributions()).containsOnlyKeys("attestation", "behaviour");
    assertThat(verdict.contributions()).containsEntry("behaviour", Opinion.VACUOUS);
  }

  /** The example of docs/trust-model.md, number by number. */
  @Test
  void theWorkedExampleOfTheDocumentation() {
    TrustVerdict verdict = pump(TOKEN, 3, 3);
    Opinion attestation = Objects.requireNonNull(verdict.contributions().get("attestation"));
    Opinion behaviour = Objects.requireNonNull(verdict.contributions().get("behaviour"));
    assertOpinion(attestation, 0.69, 0.10, 0.21);
    assertOpinion(behaviour, 0, 0.5349, 0.4651);
    assertOpinion(verdict.actual(), 0.5558, 0.2751, 0.1692);
    assertThat(verdict.actual().projectedProbability()).isCloseTo(0.6404, within(1e-4));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
  }

  private static void assertOpinion(Opinion actual, double b, double d, double u) {
    assertThat(actual.belief()).isCloseTo(b, within(1e-4));
    assertThat(actual.disbelief()).isCloseTo(d, within(1e-4));
    assertThat(actual.uncertainty()).isCloseTo(u, within(1e-4));
  }

  @Test
  void oneStrayPacketAndItsRetransmissionsDoNotCostTrust() {
    assertThat(pump(TOKEN, 1, 1).outcome()).isEqualTo(Outcome.TRUSTED);
    assertThat(pump(TOKEN, 7, 1).outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Test
  void aScanOfThreeDestinationsCostsTrustEvenWithEveryControlAttested() {
    assertThat(pump(everything(), 0, 0).actual().projectedProbability())
        .isCloseTo(0.83, within(1e-9));
    TrustVerdict verdict = pump(everything(), 3, 3);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(verdict.actual().projectedProbability()).isLessThan(PUMP_REQUIRES);
  }

  @Test
  void contraindicatedEvidenceVetoesEverythingElse() {
    TrustVerdict verdict =
        evaluator.evaluate(new TrustQuestion(everything(), true, true, 0, 0, 0.0, 1.0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(verdict.actual()).isEqualTo(Opinions.VETO);
  }

  @Test
  void contraindicatedEvidenceVetoesAlsoWhenStale() {
    TrustVerdict verdict =
        evaluator.evaluate(new TrustQuestion(everything(), true, false, 0, 0, 0.0, 1.0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
  }

  @Test
  void aFailedCriticalControlIsNotTrustedAndNotUndecidable() {
    Map<String, Boolean> controls = everything();
    controls.put("control-flow-integrity", false);
    TrustVerdict verdict = pump(controls, 0, 0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(verdict.actual().projectedProbability()).isZero();
  }

  @Test
  void withoutAttestationNothingIsDecided() {
    TrustVerdict verdict =
        evaluator.evaluate(new TrustQuestion(everything(), false, false, 0, 0, 0.0, 1.0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDABLE);
    assertThat(verdict.contributions()).containsEntry("attestation", ControlQuantifier.START);
  }

  @Test
  void tooMuchUncertaintyIsUndecidable() {
    TrustVerdict verdict = pump(Map.of("secure-boot", true), 0, 0);
    assertThat(verdict.actual().uncertainty()).isGreaterThan(PUMP_UNCERTAINTY_MAX);
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDABLE);
  }

  @Test
  void exactlyTheRequiredLevelIsNotEnough() {
    double p = pump(TOKEN, 0, 0).actual().projectedProbability();
    TrustVerdict verdict = evaluator.evaluate(new TrustQuestion(TOKEN, false, true, 0, 0, p, 1.0));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
  }

  @Test
  void limitsThatAreNoNumbersNeverLeadToTrust() {
    assertThat(ask(Double.NaN, 1.0)).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(ask(0.5, Double.NaN)).isEqualTo(Outcome.UNDECIDABLE);
    assertThat(pump(TOKEN, Double.NaN, 0).outcome()).isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(pump(TOKEN, Double.POSITIVE_INFINITY, Integer.MAX_VALUE).outcome())
        .isEqualTo(Outcome.NOT_TRUSTED);
    assertThat(pump(TOKEN, -5, -5).outcome()).isEqualTo(Outcome.TRUSTED);
  }

  private Outcome ask(double required, double uncertaintyMax) {
    return evaluator
        .evaluate(new TrustQuestion(TOKEN, false, true, 0, 0, required, uncertaintyMax))
        .outcome();
  }

  @Property(tries = 500)
  void moreViolationsNeverRaiseTrust(
      @ForAll @DoubleRange(min = 0, max = 1e7) double packets,
      @ForAll @IntRange(min = 0, max = 5_000) int destinations,
      @ForAll @DoubleRange(min = 0, max = 1e6) double morePackets,
      @ForAll @IntRange(min = 0, max = 5_000) int moreDestinations) {
    double before = pump(TOKEN, packets, destinations).actual().projectedProbability();
    double after =
        pump(TOKEN, packets + morePackets, destinations + moreDestinations)
            .actual()
            .projectedProbability();
    assertThat(after).isLessThanOrEqualTo(before + 1e-12);
  }

  @Property(tries = 300)
  void aControlThatFailsIsNeverBetterThanOneThatHolds(
      @ForAll @IntRange(min = 0, max = 5) int which, @ForAll @IntRange(max = 63) int others) {
    Map<String, Boolean> controls = new HashMap<>();
    String[] names = ControlQuantifier.WEIGHTS.keySet().toArray(String[]::new);
    for (int i = 0; i < names.length; i++) {
      controls.put(names[i], (others >> i & 1) == 1);
    }
    controls.put(names[which], true);
    double holds = pump(controls, 0, 0).actual().projectedProbability();
    controls.put(names[which], false);
    assertThat(pump(controls, 0, 0).actual().projectedProbability()).isLessThanOrEqualTo(holds);
  }
}
