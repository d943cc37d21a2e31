package org.wardgate.trust;

import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Behaviour;

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

  /** Most observations for the device, after a long time without a denied packet. */
  public static final double QUIET_WEIGHT = 0.5;

  /** Half of {@link #QUIET_WEIGHT} is reached after so long: one day. */
  public static final double QUIET_HALF_SECONDS = 86_400;

  private BehaviourQuantifier() {}

  /** The opinion that the behaviour justifies; vacuous if nothing was seen. */
  static Opinion quantify(Behaviour behaviour) {
    return new EvidenceCount(
            quiet(behaviour.quietSeconds()),
            observations(behaviour.violationsCount(), behaviour.destinationsCount()))
        .opinion();
  }

  /** How many observations for the device its quiet time is worth; no number at all is nothing. */
  static double quiet(double quietSeconds) {
    double seconds = quietSeconds > 0 ? quietSeconds : 0;
    return QUIET_WEIGHT * (1 - Numbers.left(seconds, QUIET_HALF_SECONDS));
  }

  /** How many observations against the device the violations are worth. */
  static double observations(double violationsCount, int destinationsCount) {
    double packets = Numbers.upTo(EvidenceCount.OBSERVATIONS_MAX, violationsCount);
    return PACKETS_WEIGHT * Numbers.log2(1 + packets)
        + DESTINATION_WEIGHT * Math.max(0, destinationsCount - 1);
  }
}
