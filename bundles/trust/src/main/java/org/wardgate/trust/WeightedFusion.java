package org.wardgate.trust;

import java.util.List;
import org.wardgate.api.trust.Opinion;

/**
 * Weighted belief fusion, divided by the common factor as in {@link CumulativeFusion}: with the
 * confidence cᵢ = 1 − uᵢ, b = Σ bᵢ·cᵢ/uᵢ ÷ k and u = Σ cᵢ ÷ k with k = Σ cᵢ/uᵢ.
 */
final class WeightedFusion {
  private WeightedFusion() {}

  static Opinion fuse(List<Opinion> opinions) {
    if (Dogmatic.among(opinions)) {
      return Dogmatic.mean(opinions);
    }
    double belief = 0;
    double disbelief = 0;
    double k = 0;
    double confidence = 0;
    double weightedBaseRate = 0;
    double baseRate = 0;
    for (Opinion opinion : opinions) {
      double u = opinion.uncertainty();
      double c = 1 - u;
      belief += opinion.belief() * c / u;
      disbelief += opinion.disbelief() * c / u;
      k += c / u;
      confidence += c;
      weightedBaseRate += opinion.baseRate() * c;
      baseRate += opinion.baseRate();
    }
    if (k <= 0) {
      // Nobody knows anything: the fused opinion is vacuous.
      return Opinions.normalised(0, 0, 1, baseRate / opinions.size());
    }
    return Opinions.normalised(
        belief / k, disbelief / k, confidence / k, weightedBaseRate / confidence);
  }
}
