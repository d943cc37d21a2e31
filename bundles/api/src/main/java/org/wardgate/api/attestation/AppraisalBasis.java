package org.wardgate.api.attestation;

import java.util.List;

/**
 * What an attestation result rests on, so that it can be explained and repeated.
 *
 * @param scheme that read the evidence, for example {@code psa}; empty if none did
 * @param policy id and version of the protection profile, for example {@code infusion-pump v3};
 *     empty if none was applied
 * @param reasons which rule set which claim, most serious first, at most {@value
 *     #REASONS_MAX_COUNT}
 * @param caseId of the case that was kept because it failed; empty if none was
 */
public record AppraisalBasis(String scheme, String policy, List<Reason> reasons, String caseId) {
  /** Most reasons given. */
  public static final int REASONS_MAX_COUNT = 16;

  /** Nothing is said. */
  public static final AppraisalBasis NONE = new AppraisalBasis("", "", List.of(), "");

  /** Copies the list. */
  public AppraisalBasis {
    reasons = List.copyOf(reasons);
  }

  /** The same, kept as a case. */
  public AppraisalBasis keptAs(String newCaseId) {
    return new AppraisalBasis(scheme, policy, reasons, newCaseId);
  }

  /**
   * One rule that spoke.
   *
   * @param claim the AR4SI claim it set
   * @param value to what, −128 to 127
   * @param rule its id in the profile
   * @param detail what it saw, one line, at most 200 characters
   */
  public record Reason(String claim, int value, String rule, String detail) {}
}
