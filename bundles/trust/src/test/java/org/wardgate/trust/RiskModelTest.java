package org.wardgate.trust;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;

class RiskModelTest {
  /** The table of docs/trust-model.md, a row for each criticality. */
  private static final double[][] TABLE = {
    {0.50, 0.50, 0.60, 0.60, 0.60},
    {0.50, 0.60, 0.70, 0.70, 0.75},
    {0.60, 0.70, 0.70, 0.75, 0.75},
    {0.60, 0.70, 0.75, 0.78, 0.80},
    {0.60, 0.75, 0.75, 0.80, 0.80},
  };

  @Test
  void theTableOfTheDocumentation() {
    for (int criticality = 1; criticality <= Risk.MAX; criticality++) {
      for (int likelihood = 1; likelihood <= Risk.MAX; likelihood++) {
        assertThat(RiskModel.level(new Risk(criticality, likelihood), Vulnerabilities.UNKNOWN))
            .as(criticality + " x " + likelihood)
            .isEqualTo(TABLE[criticality - 1][likelihood - 1]);
      }
    }
  }

  @Test
  void severityAndExploitationRaiseTheLikelihood() {
    Risk ward = new Risk(3, 1);
    assertThat(RiskModel.likelihood(ward, new Vulnerabilities(true, 6.9, 9, 0, false)))
        .isEqualTo(1);
    assertThat(RiskModel.likelihood(ward, new Vulnerabilities(true, 7.0, 1, 0, false)))
        .isEqualTo(2);
    assertThat(RiskModel.likelihood(ward, new Vulnerabilities(true, 9.0, 1, 0, false)))
        .isEqualTo(3);
    assertThat(RiskModel.likelihood(ward, new Vulnerabilities(true, 9.0, 1, 1, false)))
        .isEqualTo(4);
    assertThat(RiskModel.likelihood(new Risk(3, 5), new Vulnerabilities(true, 10, 1, 1, false)))
        .isEqualTo(5);
  }

  @Test
  void vulnerabilitiesNobodyLookedForChangeNothing() {
    Risk risk = new Risk(5, 1);
    assertThat(RiskModel.level(risk, new Vulnerabilities(false, 10, 99, 99, false)))
        .isEqualTo(RiskModel.level(risk, Vulnerabilities.UNKNOWN));
  }

  @Test
  void aScoreThatIsNoNumberCountsAsTheHighest() {
    assertThat(
            RiskModel.likelihood(
                new Risk(1, 1), new Vulnerabilities(true, Double.NaN, 1, 0, false)))
        .isEqualTo(3);
  }

  @Property(tries = 1_000)
  void aWorseRiskNeverLowersTheRequiredLevel(
      @ForAll @IntRange(min = 1, max = 5) int criticality,
      @ForAll @IntRange(min = 1, max = 5) int exposure,
      @ForAll @IntRange(min = 1, max = 5) int worseCriticality,
      @ForAll @IntRange(min = 1, max = 5) int worseExposure,
      @ForAll @DoubleRange(max = 10) double cvss,
      @ForAll @DoubleRange(max = 10) double worseCvss,
      @ForAll @IntRange(max = 2) int exploited,
      @ForAll @IntRange(max = 2) int more) {
    for (TrustAction action : TrustAction.values()) {
      double before =
          RequiredLevels.of(
              action,
              requiring(criticality, exposure),
              new Vulnerabilities(true, cvss, 1, exploited, false));
      double after =
          RequiredLevels.of(
              action,
              requiring(Math.max(criticality, worseCriticality), Math.max(exposure, worseExposure)),
              new Vulnerabilities(true, Math.max(cvss, worseCvss), 2, exploited + more, false));
      assertThat(after).as(action.name()).isGreaterThanOrEqualTo(before);
    }
  }

  @Property(tries = 500)
  void actionsNeedMoreFromOneToTheNextWhereNoVulnerabilityIsKnown(
      @ForAll @DoubleRange(min = 0.01, max = 0.95) double required,
      @ForAll @IntRange(min = 1, max = 5) int criticality,
      @ForAll @IntRange(min = 1, max = 5) int exposure) {
    Requirement requirement =
        Questions.pump().risking(criticality, exposure).requiring(required).requirement();
    double last = -1;
    for (TrustAction action : TrustAction.values()) {
      double level = RequiredLevels.of(action, requirement, Vulnerabilities.UNKNOWN);
      assertThat(level).as(action.name()).isGreaterThan(last);
      last = level;
    }
  }

  @Property(tries = 500)
  void theClassesOwnLevelIsNeverUndercut(
      @ForAll @DoubleRange(max = 1) double required,
      @ForAll @IntRange(min = 1, max = 5) int criticality,
      @ForAll @IntRange(min = 1, max = 5) int exposure,
      @ForAll @DoubleRange(max = 10) double cvss) {
    Requirement requirement =
        Questions.pump().risking(criticality, exposure).requiring(required).requirement();
    assertThat(
            RequiredLevels.of(
                TrustAction.ADMIT, requirement, new Vulnerabilities(true, cvss, 1, 0, false)))
        .isGreaterThanOrEqualTo(required);
  }

  private static Requirement requiring(int criticality, int exposure) {
    return Questions.pump().risking(criticality, exposure).requiring(0.6).requirement();
  }
}
