package org.wardgate.decision.rules;

import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.state.Exemption;

/** Exemptions in words. */
public final class ExemptionWords {
  private ExemptionWords() {}

  /** What people are told while it lasts. */
  public static Problem problem(Exemption e) {
    return Problem.of(code(e), "until " + e.until() + " by " + e.operator() + ": " + e.reason());
  }

  private static ErrorCode code(Exemption e) {
    return switch (e.kind()) {
      case OVERRIDE -> DecisionErrors.OVERRULED;
      case BREAK_GLASS -> DecisionErrors.BREAK_GLASS;
      case ACCEPTANCE -> DecisionErrors.ACCEPTANCE_ENDS;
    };
  }

  /** Its name. */
  static String name(Exemption e) {
    return switch (e.kind()) {
      case OVERRIDE -> "override";
      case BREAK_GLASS -> "break-glass";
      case ACCEPTANCE -> "acceptance";
    };
  }

  /** What, by whom, until when and why, without what it is given despite of. */
  static String line(Exemption e) {
    return name(e) + " by " + e.operator() + " until " + e.until() + ": " + e.reason();
  }
}
