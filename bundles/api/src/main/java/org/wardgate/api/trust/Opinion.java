package org.wardgate.api.trust;

/**
 * A binomial opinion of subjective logic (Jøsang 2016, §3.4). Immutable.
 *
 * @param belief b, 0 to 1
 * @param disbelief d, 0 to 1
 * @param uncertainty u, 0 to 1; b + d + u = 1 within 1e-9
 * @param baseRate a, 0 to 1
 */
public record Opinion(double belief, double disbelief, double uncertainty, double baseRate) {
  /** How far b + d + u may be from 1. */
  public static final double SUM_TOLERANCE = 1e-9;

  /** Nothing is known. */
  public static final Opinion VACUOUS = new Opinion(0, 0, 1, 0.5);

  /**
   * @throws IllegalArgumentException if a part is out of range or the sum is not 1
   */
  public Opinion {
    if (!inRange(belief) || !inRange(disbelief) || !inRange(uncertainty) || !inRange(baseRate)) {
      throw new IllegalArgumentException("every part of an opinion must be 0 to 1");
    }
    if (Math.abs(belief + disbelief + uncertainty - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("belief, disbelief and uncertainty must sum to 1");
    }
  }

  private static boolean inRange(double part) {
    return part >= -SUM_TOLERANCE && part <= 1 + SUM_TOLERANCE;
  }

  /** The projected probability P = b + a·u. */
  public double projectedProbability() {
    return belief + baseRate * uncertainty;
  }
}
