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
    if (attestation.contraindicated()) {
      return Opinions.VETO;
    }
    return attestation.affirmed()
        ? ControlQuantifier.quantify(attestation.controls(), left(attestation), true)
        : ControlQuantifier.START;
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
