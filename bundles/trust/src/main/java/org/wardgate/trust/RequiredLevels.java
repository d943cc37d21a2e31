package org.wardgate.trust;

import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.TrustQuestion.Requirement;
import org.wardgate.api.trust.TrustQuestion.Vulnerabilities;

/** What has to be exceeded for each action. Stateless; also serves offline. */
public final class RequiredLevels {
  /** An update needs so much more than admission: firmware changes what everything rests on. */
  static final double UPDATE_OFFSET = 0.02;

  /** To act on a patient needs so much more than admission. */
  static final double ACTUATE_OFFSET = 0.04;

  /** Nothing exceeds it. */
  static final double NEVER = 1;

  private RequiredLevels() {}

  /**
   * Required level, 0 to 1; no number if the class's is none, which nothing exceeds.
   *
   * @param requirement the class's own level, and its risk
   * @param known vulnerabilities
   */
  public static double of(TrustAction action, Requirement requirement, Vulnerabilities known) {
    return switch (action) {
      case OBSERVE -> 0;
      case ADMIT -> base(requirement, known);
      // An update is what closes vulnerabilities; they must not stand in its way.
      case UPDATE -> atMostNever(base(requirement, Vulnerabilities.UNKNOWN) + UPDATE_OFFSET);
      case ACTUATE ->
          RiskModel.acute(known) ? NEVER : atMostNever(base(requirement, known) + ACTUATE_OFFSET);
    };
  }

  private static double base(Requirement requirement, Vulnerabilities known) {
    double required = requirement.requiredTrust();
    return requirement
        .risk()
        .map(risk -> Math.max(required, RiskModel.level(risk, known)))
        .orElse(required);
  }

  private static double atMostNever(double level) {
    return Math.min(NEVER, level);
  }
}
