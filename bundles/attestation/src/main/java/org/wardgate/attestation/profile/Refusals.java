package org.wardgate.attestation.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** How evidence that a scheme refused stands in the vector. Stateless. */
public final class Refusals {
  /** The id of the rule that every profile has before its own. */
  public static final String RULE = "authentic-evidence";

  /** Failures of a cryptographic check or of freshness: the evidence is worse than none. */
  private static final Set<ErrorCode> FORGED =
      Set.of(
          AttestationErrors.BAD_SIGNATURE,
          AttestationErrors.BAD_ALGORITHM,
          AttestationErrors.NONCE_MISMATCH,
          AttestationErrors.BAD_CHAIN,
          AttestationErrors.WRONG_REGISTERS);

  /** Nobody here can say anything of the attester. */
  private static final Set<ErrorCode> UNKNOWN =
      Set.of(AttestationErrors.UNKNOWN_INSTANCE, AttestationErrors.NO_EVIDENCE_KEY);

  private Refusals() {}

  /** The appraisal of refused evidence: no profile can make it better. */
  public static Appraisal appraisal(String scheme, RefusedException refusal) {
    int value = value(refusal.errorCode());
    String claim = TrustClaim.INSTANCE_IDENTITY.claimName();
    return new Appraisal(
        scheme,
        "",
        value == TrustClaim.NO_CLAIM ? Map.of() : Map.of(claim, value),
        Tiers.of(value),
        List.of(new Reason(claim, value, RULE, refusal.problem().line())),
        Map.of(),
        "",
        Optional.of(refusal.problem()),
        Observed.NOTHING,
        Map.of());
  }

  /** The appraisal of authentic evidence for which no profile could be found. */
  public static Appraisal withoutProfile(VerifiedEvidence verified, RefusedException why) {
    String claim = TrustClaim.INSTANCE_IDENTITY.claimName();
    return new Appraisal(
        verified.scheme(),
        "",
        Map.of(claim, TrustClaim.AFFIRMED),
        Tier.NONE,
        List.of(new Reason(claim, TrustClaim.AFFIRMED, RULE, why.problem().line())),
        Map.of(),
        "",
        Optional.of(why.problem()),
        verified.observed(),
        Map.of());
  }

  /** The value of instance-identity. */
  static int value(ErrorCode code) {
    if (FORGED.contains(code)) {
      return TrustClaim.CRYPTO_FAILED;
    }
    if (code.equals(AttestationErrors.WRONG_DEVICE)) {
      return TrustClaim.UNRECOGNISED;
    }
    return UNKNOWN.contains(code) ? TrustClaim.NO_CLAIM : TrustClaim.UNEXPECTED_EVIDENCE;
  }
}
