package org.wardgate.trust;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.trust.Opinion;

/**
 * Observations for and against, the other face of an opinion (Jøsang 2016, §3.4.1).
 *
 * @param good observations r, at least 0
 * @param bad observations s, at least 0
 */
public record EvidenceCount(double good, double bad) {
  /** W: how many observations the base rate is worth. */
  public static final double NON_INFORMATIVE_PRIOR_WEIGHT = 2;

  /** Most observations of one kind; more are counted as this many. */
  public static final double OBSERVATIONS_MAX = 1e9;

  /** Keeps the counts finite: more than the limit, or no number at all, is the limit. */
  public EvidenceCount {
    good = bounded(good);
    bad = bounded(bad);
  }

  private static double bounded(double count) {
    if (count < 0) {
      throw new IllegalArgumentException("observations must be at least 0");
    }
    return count <= OBSERVATIONS_MAX ? count : OBSERVATIONS_MAX;
  }

  /** b = r/(r+s+W), d = s/(r+s+W), u = W/(r+s+W), with the base rate one half. */
  public Opinion opinion() {
    double total = good + bad + NON_INFORMATIVE_PRIOR_WEIGHT;
    return Opinions.normalised(
        good / total, bad / total, NON_INFORMATIVE_PRIOR_WEIGHT / total, 0.5);
  }

  /** Observations for, behind an opinion; 0 if there is none. */
  static double goodOf(@Nullable Opinion opinion) {
    return opinion == null
        ? 0
        : NON_INFORMATIVE_PRIOR_WEIGHT * opinion.belief() / opinion.uncertainty();
  }

  /**
   * What is left of old observations: half after each half-life.
   *
   * @param age not negative
   * @param halfLife positive
   */
  public EvidenceCount decayed(Duration age, Duration halfLife) {
    if (age.isNegative() || halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException("age must not be negative, half-life must be positive");
    }
    double halvings = (double) age.toMillis() / Math.max(1, halfLife.toMillis());
    double left = Math.pow(2, -halvings);
    return new EvidenceCount(good * left, bad * left);
  }
}
