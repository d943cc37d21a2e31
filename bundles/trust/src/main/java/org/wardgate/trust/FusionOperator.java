package org.wardgate.trust;

import java.util.List;
import java.util.Locale;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustErrors;

/**
 * Ways to combine opinions of several sources about the same matter, all in their published n-ary
 * form (van der Heijden, Kopp, Kargl: Multi-Source Fusion Operations in Subjective Logic, FUSION
 * 2018). The order of the sources does not matter. Immutable.
 */
public enum FusionOperator {
  /** Independent sources: their evidence adds up. */
  CUMULATIVE,
  /** Dependent sources: their evidence is the same, seen several times. */
  AVERAGING,
  /** Dependent sources, the more certain ones weighing more. */
  WEIGHTED,
  /** Sources in conflict: what all agree on stands, the rest becomes uncertainty. */
  CONSENSUS;

  /**
   * Fuses the opinions.
   *
   * @param opinions at least one; one alone is returned as it is
   * @throws IllegalArgumentException if there is none
   */
  public Opinion fuse(List<Opinion> opinions) {
    if (opinions.isEmpty()) {
      throw new IllegalArgumentException("nothing to fuse");
    }
    if (opinions.size() == 1) {
      return opinions.get(0);
    }
    return switch (this) {
      case CUMULATIVE -> CumulativeFusion.fuse(opinions);
      case AVERAGING -> AveragingFusion.fuse(opinions);
      case WEIGHTED -> WeightedFusion.fuse(opinions);
      case CONSENSUS -> ConsensusFusion.fuse(opinions);
    };
  }

  /**
   * The operator of a name, case-insensitive.
   *
   * @throws RefusedException {@code WG-TRU-0003} if there is none of that name
   */
  public static FusionOperator named(String name) throws RefusedException {
    for (FusionOperator operator : values()) {
      if (operator.name().equals(name.toUpperCase(Locale.ROOT))) {
        return operator;
      }
    }
    throw new RefusedException(TrustErrors.BAD_OPERATOR, name);
  }
}
