package org.wardgate.trust;

import org.wardgate.api.trust.TrustQuestion.Upkeep;

/**
 * Certificate and patches to observations. Patches and known vulnerabilities look at the same
 * firmware. To add both would count its age twice, and to average them would let the weaker
 * statement soften the stronger one; so of both only the stronger counts.
 */
final class UpkeepQuantifier {
  /** Observations for the device if its certificate is in force. */
  static final double VALID_WEIGHT = 0.1;

  /** Observations against the device if its certificate is overdue for renewal. */
  static final double OVERDUE_WEIGHT = 0.1;

  /** Observations against the device if its certificate has expired or was revoked. */
  static final double ENDED_WEIGHT = 0.5;

  /** Observations for the device if it runs the newest firmware. */
  static final double CURRENT_WEIGHT = 0.1;

  /** Observations against the device if newer firmware is released. */
  static final double BEHIND_WEIGHT = 0.15;

  private UpkeepQuantifier() {}

  /** Its certificate alone. */
  static EvidenceCount certificate(Upkeep upkeep) {
    return switch (upkeep.certificate()) {
      case NONE -> new EvidenceCount(0, 0);
      case VALID -> new EvidenceCount(VALID_WEIGHT, 0);
      case OVERDUE -> new EvidenceCount(0, OVERDUE_WEIGHT);
      case ENDED -> new EvidenceCount(0, ENDED_WEIGHT);
    };
  }

  /** Certificate, and what patches say beyond what vulnerabilities say already. */
  static EvidenceCount quantify(Upkeep upkeep, EvidenceCount vulnerabilities) {
    EvidenceCount certificate = certificate(upkeep);
    return switch (upkeep.patches()) {
      case UNKNOWN -> certificate;
      case CURRENT ->
          new EvidenceCount(
              certificate.good() + Math.max(0, CURRENT_WEIGHT - vulnerabilities.good()),
              certificate.bad());
      case BEHIND ->
          new EvidenceCount(
              certificate.good(),
              certificate.bad() + Math.max(0, BEHIND_WEIGHT - vulnerabilities.bad()));
    };
  }
}
