package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Certification;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** A certificate is worth something, and never enough. */
class CertificationTest {
  private static final Map<String, Boolean> TOKEN =
      Map.of(
          "secure-boot", true,
          "config-integrity", true,
          "access-control", true,
          "isolation", true,
          "secure-ota", true);

  private final SubjectiveTrustEvaluator evaluator = new SubjectiveTrustEvaluator();

  private TrustVerdict ask(
      Map<String, Boolean> controls, boolean attested, double packets, Certification worth) {
    return evaluator.evaluate(Questions.certified(controls, attested, packets, worth, 0.75, 0.5));
  }

  private double level(Map<String, Boolean> controls, double packets, Certification worth) {
    return ask(controls, true, packets, worth).actual().projectedProbability();
  }

  /** The numbers of docs/trust-model.md. */
  @Test
  void theNumbersOfTheDocumentation() {
    assertThat(level(TOKEN, 0, Certification.NONE)).isCloseTo(0.795, within(5e-4));
    assertThat(level(TOKEN, 0, Certification.VALID)).isCloseTo(0.797, within(5e-4));
    assertThat(level(TOKEN, 0, Certification.EXPIRED)).isCloseTo(0.787, within(5e-4));
    Opinion alone = CertificationQuantifier.quantify(Certification.VALID);
    assertThat(alone.projectedProbability()).isCloseTo(0.524, within(5e-4));
  }

  @Test
  void withoutAStatementThereIsNoContribution() {
    assertThat(ask(TOKEN, true, 0, Certification.NONE).contributions())
        .doesNotContainKey("certification");
    assertThat(ask(TOKEN, true, 0, Certification.VALID).contributions())
        .containsKey("certification");
  }

  @Test
  void anExpiredCertificateOfAFineDeviceCutsNothing() {
    assertThat(ask(TOKEN, true, 0, Certification.EXPIRED).outcome()).isEqualTo(Outcome.TRUSTED);
  }

  @Property(tries = 300)
  void aloneItIsNeverEnough(
      @ForAll @DoubleRange(min = 0, max = 1) double required,
      @ForAll @DoubleRange(min = 0, max = 1) double uncertaintyMax) {
    TrustVerdict verdict =
        evaluator.evaluate(
            Questions.certified(Map.of(), false, 0, Certification.VALID, required, uncertaintyMax));
    assertThat(verdict.outcome()).isNotEqualTo(Outcome.TRUSTED);
  }

  @Test
  void itMakesUpForNoVeto() {
    TrustVerdict verdict =
        evaluator.evaluate(
            Questions.contraindicated(
                Questions.certified(TOKEN, true, 0, Certification.VALID, 0.1, 1)));
    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_TRUSTED);
  }

  @Property(tries = 300)
  void itMovesTheLevelALittleAndInTheRightDirection(
      @ForAll boolean boot,
      @ForAll boolean isolation,
      @ForAll @DoubleRange(min = 0, max = 1_000) double packets,
      @ForAll @IntRange(min = 0, max = 1) int ota) {
    Map<String, Boolean> controls =
        Map.of("secure-boot", boot, "isolation", isolation, "secure-ota", ota == 1);
    double without = level(controls, packets, Certification.NONE);
    assertThat(level(controls, packets, Certification.VALID))
        .isBetween(without - 1e-9, without + 0.02);
    assertThat(level(controls, packets, Certification.EXPIRED))
        .isBetween(without - 0.02, without + 1e-9);
  }
}
