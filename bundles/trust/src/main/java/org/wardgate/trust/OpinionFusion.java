package org.wardgate.trust;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustErrors;

/** Fusion of opinions given as text, for the command line. Needs no running gateway. */
public final class OpinionFusion {
  /** Fewest opinions. */
  public static final int OPINIONS_MIN_COUNT = 2;

  /** Most opinions. */
  public static final int OPINIONS_MAX_COUNT = 64;

  /** How far a written opinion's parts may be from the sum 1; the fused one is exact again. */
  public static final double WRITTEN_SUM_TOLERANCE = 1e-6;

  private static final int TEXT_MAX_CHARS = 128;

  private OpinionFusion() {}

  /**
   * Fuses.
   *
   * @param operator name of a {@link FusionOperator}
   * @param opinions 2 to 64, each {@code b,d,u} or {@code b,d,u,a}; the base rate is 0.5 if absent
   * @throws RefusedException {@code WG-TRU-0001}, {@code -0002}, {@code -0003} or {@code -0006}
   */
  public static Opinion fuse(String operator, List<String> opinions) throws RefusedException {
    FusionOperator named = FusionOperator.named(operator);
    if (opinions.size() < OPINIONS_MIN_COUNT) {
      throw new RefusedException(TrustErrors.TOO_FEW_OPINIONS, opinions.size() + " given");
    }
    if (opinions.size() > OPINIONS_MAX_COUNT) {
      throw new RefusedException(
          TrustErrors.TOO_MANY_OPINIONS, opinions.size() + " given, limit " + OPINIONS_MAX_COUNT);
    }
    List<Opinion> parsed = new ArrayList<>(opinions.size());
    for (String opinion : opinions) {
      parsed.add(parse(opinion));
    }
    return named.fuse(parsed);
  }

  /**
   * Reads {@code b,d,u} or {@code b,d,u,a}.
   *
   * @throws RefusedException {@code WG-TRU-0001} if it is no opinion
   */
  public static Opinion parse(String text) throws RefusedException {
    String[] parts = text.length() > TEXT_MAX_CHARS ? new String[0] : text.split(",", -1);
    if (parts.length != 3 && parts.length != 4) {
      throw new RefusedException(TrustErrors.BAD_OPINION, "want b,d,u or b,d,u,a, got " + text);
    }
    double belief = part(parts[0], text);
    double disbelief = part(parts[1], text);
    double uncertainty = part(parts[2], text);
    double baseRate = parts.length == 4 ? part(parts[3], text) : 0.5;
    if (Math.abs(belief + disbelief + uncertainty - 1) > WRITTEN_SUM_TOLERANCE) {
      throw new RefusedException(TrustErrors.BAD_OPINION, "parts do not sum to 1: " + text);
    }
    return Opinions.normalised(belief, disbelief, uncertainty, baseRate);
  }

  private static double part(String part, String text) throws RefusedException {
    double value;
    try {
      value = Double.parseDouble(part.strip());
    } catch (NumberFormatException e) {
      throw new RefusedException(TrustErrors.BAD_OPINION, "not a number in " + text, e);
    }
    if (!(value >= 0 && value <= 1)) {
      throw new RefusedException(TrustErrors.BAD_OPINION, "not from 0 to 1 in " + text);
    }
    return value;
  }
}
