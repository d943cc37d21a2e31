package org.wardgate.trust;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.wardgate.api.trust.Opinion;

/**
 * Consensus and compromise fusion for binomial opinions: what all believe stands; the residues
 * compromise in proportion to the others' uncertainty; residues in conflict become uncertainty.
 */
final class ConsensusFusion {
  private ConsensusFusion() {}

  static Opinion fuse(List<Opinion> opinions) {
    double belief = minimum(opinions, Opinion::belief);
    double disbelief = minimum(opinions, Opinion::disbelief);
    double uncertainty = 1;
    double baseRate = 0;
    for (Opinion opinion : opinions) {
      uncertainty *= opinion.uncertainty();
      baseRate += opinion.baseRate() / opinions.size();
    }
    double towardsBelief = compromise(opinions, belief, Opinion::belief);
    double towardsDisbelief = compromise(opinions, disbelief, Opinion::disbelief);
    double conflict = conflict(opinions, belief, disbelief);
    double total = towardsBelief + towardsDisbelief + conflict;
    double open = 1 - belief - disbelief - uncertainty;
    if (total <= 0) {
      // No residue is left to compromise on: what is open stays uncertain.
      return Opinions.normalised(belief, disbelief, 1 - belief - disbelief, baseRate);
    }
    double scale = open / total;
    return Opinions.normalised(
        belief + scale * towardsBelief,
        disbelief + scale * towardsDisbelief,
        uncertainty + scale * conflict,
        baseRate);
  }

  private static double minimum(List<Opinion> opinions, ToDoubleFunction<Opinion> part) {
    return opinions.stream().mapToDouble(part).min().orElse(0);
  }

  /** Σᵢ residueᵢ · Πⱼ≠ᵢ uⱼ; the term where all share a residue is zero, the least has none. */
  private static double compromise(
      List<Opinion> opinions, double agreed, ToDoubleFunction<Opinion> part) {
    double sum = 0;
    for (int i = 0; i < opinions.size(); i++) {
      double product = part.applyAsDouble(opinions.get(i)) - agreed;
      for (int j = 0; j < opinions.size(); j++) {
        product *= i == j ? 1 : opinions.get(j).uncertainty();
      }
      sum += product;
    }
    return sum;
  }

  /** Every way to pick residues of which not all are on the same side. */
  private static double conflict(List<Opinion> opinions, double belief, double disbelief) {
    double all = 1;
    double onlyBelief = 1;
    double onlyDisbelief = 1;
    for (Opinion opinion : opinions) {
      double b = opinion.belief() - belief;
      double d = opinion.disbelief() - disbelief;
      all *= b + d;
      onlyBelief *= b;
      onlyDisbelief *= d;
    }
    return Math.max(0, all - onlyBelief - onlyDisbelief);
  }
}
