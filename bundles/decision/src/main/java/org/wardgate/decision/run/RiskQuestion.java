package org.wardgate.decision.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustQuestion;

/** The question whose answer says what a risk alone requires. Pure. */
public final class RiskQuestion {
  private RiskQuestion() {}

  /** About a device of which nothing is known but its risk and its vulnerabilities. */
  public static TrustQuestion of(Risk risk, TrustQuestion.Vulnerabilities vulnerabilities) {
    return new TrustQuestion(
        new TrustQuestion.Attestation(false, false, Map.of(), 0),
        new TrustQuestion.Behaviour(0, 0, 0),
        vulnerabilities,
        TrustQuestion.Upkeep.UNKNOWN,
        TrustQuestion.Certification.NONE,
        List.of(),
        new TrustQuestion.Requirement(0, 1, Optional.of(risk), true, 1),
        Optional.empty());
  }
}
