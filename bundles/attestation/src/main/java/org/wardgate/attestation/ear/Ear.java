package org.wardgate.attestation.ear;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.profile.Tiers;

/**
 * An attestation result (draft-ietf-rats-ear-04 §3). Immutable.
 *
 * @param profile whose claims it has
 * @param issuedAtSeconds since 1970
 * @param developer of the verifier
 * @param build of the verifier
 * @param nonce of the relying party
 * @param rawEvidence that was appraised
 * @param submodules each appraised part by name, at least one
 */
public record Ear(
    String profile,
    long issuedAtSeconds,
    String developer,
    String build,
    Optional<Bytes> nonce,
    Optional<Bytes> rawEvidence,
    Map<String, Part> submodules) {
  /** The profile that is written, and read in CBOR and JSON. */
  public static final String PROFILE = "tag:ietf.org,2026:rats/ear#04";

  /** An older profile with other claim names; read in JSON, never written. */
  public static final String VERAISON_PROFILE = "tag:github.com,2023:veraison/ear";

  /** Copies the map. */
  public Ear {
    submodules = Map.copyOf(submodules);
  }

  /**
   * One appraised part.
   *
   * @param status its tier, no better than its worst claim
   * @param vector AR4SI claims by name
   * @param policyIds which policies were applied
   * @param details of this verifier, in claims of its own; {@link Details#NONE} in results of
   *     others
   */
  public record Part(
      Tier status, Map<String, Integer> vector, List<String> policyIds, Details details) {
    /** Copies the collections. */
    public Part {
      vector = Map.copyOf(vector);
      policyIds = List.copyOf(policyIds);
    }
  }

  /**
   * What this verifier adds.
   *
   * @param evidenceSha256 digest of the evidence
   * @param reference which reference values, empty if none
   * @param problem why it is not affirming
   * @param reasons which rule set which claim
   */
  public record Details(
      Optional<Bytes> evidenceSha256,
      String reference,
      Optional<Problem> problem,
      List<Reason> reasons) {
    /** Nothing. */
    public static final Details NONE =
        new Details(Optional.empty(), "", Optional.empty(), List.of());

    /** Copies the list. */
    public Details {
      reasons = List.copyOf(reasons);
    }
  }

  /** The worst tier of all parts. */
  public Tier status() {
    return submodules.values().stream().map(Part::status).reduce(Tiers::worse).orElse(Tier.NONE);
  }
}
