package org.wardgate.trust;

import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Attestation;

/** The newest attestation to an opinion. */
final class AttestationQuantifier {
  /** Evidence younger than this does not age: the longest challenge period, one hour. */
  static final double FRESH_SECONDS = 3_600;

  /** After that, half of what it shows for the device is left after each hour. */
  static final double HALF_LIFE_SECONDS = 3_600;

  private AttestationQuantifier() {}

  /** Contraindicated evidence is a veto; without affirmed evidence the starting opinion stands. */
  static Opinion quantify(Attestation attestation) {
    if (vetoes(attestation)) {
      return Opinions.VETO;
    }
    return attestation.affirmed() ? affirmed(attestation) : ControlQuantifier.START;
  }

  /**
   * Alone its projected probability is that of {@link ControlQuantifier}. But there a control that
   * fails makes the opinion more certain, and what is believed would weigh more against the other
   * sources. So failed controls are observations against the device here, as many as lead to the
   * same projected probability.
   */
  private static Opinion affirmed(Attestation attestation) {
    Opinion support = support(attestation);
    double published =
        ControlQuantifier.quantify(attestation.controls(), left(attestation), true)
            .projectedProbability();
    double weight = EvidenceCount.NON_INFORMATIVE_PRIOR_WEIGHT / support.uncertainty();
    double against = weight * (support.projectedProbability() / published - 1);
    double total = weight + Math.max(0, against);
    double share = weight / total;
    return Opinions.normalised(
        support.belief() * share,
        1 - (support.belief() + support.uncertainty()) * share,
        support.uncertainty() * share,
        support.baseRate());
  }

  /** As if nothing spoke against the device. */
  static Opinion support(Attestation attestation) {
    return attestation.affirmed()
        ? ControlQuantifier.quantify(attestation.controls(), left(attestation), false)
        : ControlQuantifier.START;
  }

  /** Whether it decides alone. */
  static boolean vetoes(Attestation attestation) {
    return attestation.contraindicated()
        || (attestation.affirmed() && ControlQuantifier.criticalFails(attestation.controls()));
  }

  private static double left(Attestation attestation) {
    double overdue = Numbers.upTo(Double.MAX_VALUE, attestation.ageSeconds()) - FRESH_SECONDS;
    return overdue > 0 ? Numbers.left(overdue, HALF_LIFE_SECONDS) : 1;
  }
}
