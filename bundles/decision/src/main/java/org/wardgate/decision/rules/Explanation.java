package org.wardgate.decision.rules;

import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.error.Problem;
import org.wardgate.api.trust.TrustErrors;

/** Which claim, which rule and which reference values are behind an appraisal that went badly. */
final class Explanation {
  private Explanation() {}

  /** The result's problem, with what led to it first: details are cut at their end. */
  static Problem of(AttestationResult result) {
    Problem problem =
        result
            .problem()
            .orElseGet(() -> Problem.of(TrustErrors.UNDECIDABLE, "no reason was given"));
    if (result.basis().reasons().isEmpty()) {
      return problem;
    }
    Reason first = result.basis().reasons().get(0);
    StringBuilder detail = new StringBuilder();
    detail.append(first.claim()).append('=').append(first.value());
    detail.append(" by rule ").append(first.rule());
    if (!result.basis().policy().isEmpty()) {
      detail.append(" of ").append(result.basis().policy());
    }
    detail.append(", references ");
    detail.append(result.referenceVersion().isEmpty() ? "none" : result.referenceVersion());
    if (!result.basis().caseId().isEmpty()) {
      detail.append(", case ").append(result.basis().caseId());
    }
    String seen = problem.detail().isEmpty() ? first.detail() : problem.detail();
    if (!seen.isEmpty()) {
      detail.append(": ").append(seen);
    }
    return new Problem(problem.code(), problem.reason(), detail.toString(), problem.remedy());
  }
}
