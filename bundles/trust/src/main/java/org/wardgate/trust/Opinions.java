package org.wardgate.trust;

import org.wardgate.api.trust.Opinion;

/** Single-opinion operations of subjective logic. */
public final class Opinions {
  /** Complete disbelief: the veto. */
  public static final Opinion VETO = new Opinion(0, 1, 0, 0.5);

  private Opinions() {}

  /**
   * Trust discounting: what is left of a source's opinion if the source itself is trusted with
   * probability p (Jøsang 2016, §14.3): b·p, d·p, the rest is uncertain.
   *
   * @param trust p, 0 to 1
   * @throws IllegalArgumentException if out of range
   */
  public static Opinion discount(Opinion opinion, double trust) {
    if (!(trust >= 0 && trust <= 1)) {
      throw new IllegalArgumentException("trust in a source must be 0 to 1");
    }
    double belief = trust * opinion.belief();
    double disbelief = trust * opinion.disbelief();
    return normalised(belief, disbelief, 1 - belief - disbelief, opinion.baseRate());
  }

  /**
   * The opinion with no more than so much projected probability: belief beyond it becomes
   * disbelief, so that the uncertainty stays what it is as long as that is possible.
   *
   * @param trustMax 0 to 1; what is no number counts as 0
   */
  static Opinion capped(Opinion opinion, double trustMax) {
    if (opinion.projectedProbability() <= trustMax) {
      return opinion;
    }
    double limit = trustMax > 0 ? trustMax : 0;
    double a = opinion.baseRate();
    double open = a * opinion.uncertainty();
    double uncertainty = open <= limit ? opinion.uncertainty() : limit / a;
    double belief = Math.max(0, limit - a * uncertainty);
    return normalised(belief, 1 - belief - uncertainty, uncertainty, a);
  }

  /** An opinion whose parts sum to 1 again after rounding, each kept within 0 to 1. */
  static Opinion normalised(double belief, double disbelief, double uncertainty, double baseRate) {
    double b = clamp(belief);
    double d = clamp(disbelief);
    double u = clamp(uncertainty);
    double sum = b + d + u;
    return new Opinion(b / sum, d / sum, u / sum, clamp(baseRate));
  }

  private static double clamp(double part) {
    return Math.min(1, Math.max(0, part));
  }
}
