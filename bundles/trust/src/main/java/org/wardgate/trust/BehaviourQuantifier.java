package org.wardgate.trust;

import org.wardgate.api.trust.Opinion;

/**
 * Denied packets to an opinion. Packets to one place are usually one mistake repeated, so they
 * count by the logarithm of their number; each further undeclared destination is an observation of
 * its own, because that is what a scan looks like.
 */
public final class BehaviourQuantifier {
  /** Observations against the device for each doubling of its denied packets. */
  public static final double PACKETS_WEIGHT = 0.15;

  /** Observations against the device for each undeclared destination after the first. */
  public static final double DESTINATION_WEIGHT = 1.0;

  private BehaviourQuantifier() {}

  /**
   * The opinion that the violations justify; vacuous without any.
   *
   * @param violationsCount denied packets, decayed; less than 0 counts as 0, no number as the limit
   * @param destinationsCount different undeclared destinations
   */
  public static Opinion quantify(double violationsCount, int destinationsCount) {
    return new EvidenceCount(0, observations(violationsCount, destinationsCount)).opinion();
  }

  /** How many observations against the device the violations are worth. */
  static double observations(double violationsCount, int destinationsCount) {
    // Written so that no number at all counts as the limit.
    double packets =
        violationsCount < EvidenceCount.OBSERVATIONS_MAX
            ? Math.max(0, violationsCount)
            : EvidenceCount.OBSERVATIONS_MAX;
    double doublings = Math.log1p(packets) / Math.log(2);
    return PACKETS_WEIGHT * doublings + DESTINATION_WEIGHT * Math.max(0, destinationsCount - 1);
  }
}
