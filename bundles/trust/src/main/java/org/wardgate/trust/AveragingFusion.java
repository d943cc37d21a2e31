package org.wardgate.trust;

import java.util.List;
import org.wardgate.api.trust.Opinion;

/**
 * Averaging belief fusion, divided by the common factor as in {@link CumulativeFusion}: b = Σ bᵢ/uᵢ
 * ÷ k and u = n/k with k = Σ 1/uᵢ.
 */
final class AveragingFusion {
  private AveragingFusion() {}

  static Opinion fuse(List<Opinion> opinions) {
    if (Dogmatic.among(opinions)) {
      return Dogmatic.mean(opinions);
    }
    double belief = 0;
    double disbelief = 0;
    double k = 0;
    double baseRate = 0;
    for (Opinion opinion : opinions) {
      double u = opinion.uncertainty();
      belief += opinion.belief() / u;
      disbelief += opinion.disbelief() / u;
      k += 1 / u;
      baseRate += opinion.baseRate();
    }
    int n = opinions.size();
    return Opinions.normalised(belief / k, disbelief / k, n / k, baseRate / n);
  }
}
