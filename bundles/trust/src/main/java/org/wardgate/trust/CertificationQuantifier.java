package org.wardgate.trust;

import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion.Certification;

/**
 * A certification statement to an opinion. A certificate says how a model was built and examined,
 * not what this device runs now, so it is worth little, and nothing without attestation.
 */
final class CertificationQuantifier {
  /** Observations for the device if its certificate is valid. */
  static final double VALID_WEIGHT = 0.1;

  /** Observations against the device if its certificate has expired. */
  static final double EXPIRED_WEIGHT = 0.1;

  private CertificationQuantifier() {}

  static Opinion quantify(Certification certification) {
    return switch (certification) {
      case NONE -> Opinion.VACUOUS;
      case VALID -> new EvidenceCount(VALID_WEIGHT, 0).opinion();
      case EXPIRED -> new EvidenceCount(0, EXPIRED_WEIGHT).opinion();
    };
  }
}
