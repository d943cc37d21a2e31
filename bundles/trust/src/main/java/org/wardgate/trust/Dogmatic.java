package org.wardgate.trust;

import java.util.List;
import org.wardgate.api.trust.Opinion;

/**
 * Opinions without uncertainty. They outweigh every other one; among themselves they count alike
 * (the limit γ = 1/n of the published formulas).
 */
final class Dogmatic {
  /** An uncertainty below this is none: its reciprocal would drown every other number. */
  static final double UNCERTAINTY_MIN = 1e-12;

  private Dogmatic() {}

  /** Whether one of them has no uncertainty. */
  static boolean among(List<Opinion> opinions) {
    for (Opinion opinion : opinions) {
      if (isDogmatic(opinion)) {
        return true;
      }
    }
    return false;
  }

  /** The mean of those without uncertainty. */
  static Opinion mean(List<Opinion> opinions) {
    double belief = 0;
    double disbelief = 0;
    double baseRate = 0;
    int count = 0;
    for (Opinion opinion : opinions) {
      if (isDogmatic(opinion)) {
        belief += opinion.belief();
        disbelief += opinion.disbelief();
        baseRate += opinion.baseRate();
        count++;
      }
    }
    return Opinions.normalised(belief / count, disbelief / count, 0, baseRate / count);
  }

  private static boolean isDogmatic(Opinion opinion) {
    return opinion.uncertainty() < UNCERTAINTY_MIN;
  }
}
