package org.wardgate.trust;

import java.util.List;
import org.wardgate.api.trust.Opinion;

/**
 * Cumulative belief fusion. The published products of uncertainties are divided by their common
 * factor, so that no product can underflow: b = Σ bᵢ/uᵢ ÷ k and u = 1/k with k = Σ 1/uᵢ − (n − 1).
 */
final class CumulativeFusion {
  private CumulativeFusion() {}

  static Opinion fuse(List<Opinion> opinions) {
    if (Dogmatic.among(opinions)) {
      return Dogmatic.mean(opinions);
    }
    double belief = 0;
    double disbelief = 0;
    double confidence = 0;
    double weightedBaseRate = 0;
    double baseRate = 0;
    for (Opinion opinion : opinions) {
      double u = opinion.uncertainty();
      belief += opinion.belief() / u;
      disbelief += opinion.disbelief() / u;
      confidence += 1 / u - 1;
      weightedBaseRate += opinion.baseRate() * (1 / u - 1);
      baseRate += opinion.baseRate();
    }
    double k = confidence + 1;
    double a = confidence > 0 ? weightedBaseRate / confidence : baseRate / opinions.size();
    return Opinions.normalised(belief / k, disbelief / k, 1 / k, a);
  }
}
