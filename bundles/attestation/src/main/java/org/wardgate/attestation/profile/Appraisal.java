package org.wardgate.attestation.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.Problem;

/**
 * What a profile makes of evidence. Immutable.
 *
 * @param scheme that verified the evidence; empty if none did
 * @param policy id and version of the profile; empty if none was applied
 * @param vector AR4SI claims by name, without "no claim"; of each the worst over the submodules
 * @param tier of the worst claim; affirming only if everything required is affirmed
 * @param reasons which rule set which claim to what and why, most serious first
 * @param controls security controls: true holds, false fails, absent not attested
 * @param referenceSource file and version of the reference values; empty if there are none
 * @param problem why it is not affirming; absent exactly if it is
 * @param observed what the evidence told besides, with the model the references name
 * @param submodules each by name, with nothing but its own
 */
public record Appraisal(
    String scheme,
    String policy,
    Map<String, Integer> vector,
    Tier tier,
    List<AppraisalBasis.Reason> reasons,
    Map<String, Boolean> controls,
    String referenceSource,
    Optional<Problem> problem,
    Observed observed,
    Map<String, Appraisal> submodules) {
  /** Copies the collections. */
  public Appraisal {
    vector = Map.copyOf(vector);
    reasons = List.copyOf(reasons);
    controls = Map.copyOf(controls);
    submodules = Map.copyOf(submodules);
  }

  /** What the result rests on, without a case. */
  public AppraisalBasis basis() {
    return new AppraisalBasis(scheme, policy, reasons, "");
  }
}
