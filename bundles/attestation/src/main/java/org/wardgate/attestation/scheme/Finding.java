package org.wardgate.attestation.scheme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;

/**
 * What a scheme found out about one piece of evidence. Immutable.
 *
 * @param claims the AR4SI claims made; an absent one is "no claim"
 * @param controls security controls: true holds, false fails, absent not attested
 * @param referenceVersion which reference values were compared; empty if none
 * @param problem why the evidence is not affirming; absent if it is, or if there was nothing to
 *     compare it with
 */
public record Finding(
    Map<TrustClaim, Integer> claims,
    Map<String, Boolean> controls,
    String referenceVersion,
    Optional<Problem> problem) {
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

  private static final int WARNING_MIN = 32;
  private static final int CONTRAINDICATED_MIN = 96;

  /** Copies the maps. */
  public Finding {
    claims = Map.copyOf(claims);
    controls = Map.copyOf(controls);
  }

  /** Nothing could be said beyond one claim and a problem. */
  public static Finding failed(TrustClaim claim, int value, Problem problem) {
    return new Finding(Map.of(claim, value), Map.of(), "", Optional.of(problem));
  }

  /** How a refusal of a scheme stands in the vector. */
  public static Finding refused(RefusedException e) {
    int value = TrustClaim.UNEXPECTED_EVIDENCE;
    if (FORGED.contains(e.errorCode())) {
      value = TrustClaim.CRYPTO_FAILED;
    } else if (e.errorCode().equals(AttestationErrors.WRONG_DEVICE)) {
      value = TrustClaim.UNRECOGNISED;
    } else if (UNKNOWN.contains(e.errorCode())) {
      value = TrustClaim.NO_CLAIM;
    }
    return failed(TrustClaim.INSTANCE_IDENTITY, value, e.problem());
  }

  /** The same with a problem. */
  public Finding withProblem(Problem why) {
    return new Finding(claims, controls, referenceVersion, Optional.of(why));
  }

  /** The value of a claim. */
  public int value(TrustClaim claim) {
    return claims.getOrDefault(claim, TrustClaim.NO_CLAIM);
  }

  /**
   * The tier of the worst claim. Affirming only if identity, hardware and executables are all
   * affirmed and nothing speaks against: what is not said is never taken as good.
   */
  public Tier tier() {
    int worst = claims.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (worst >= CONTRAINDICATED_MIN) {
      return Tier.CONTRAINDICATED;
    }
    if (worst >= WARNING_MIN) {
      return Tier.WARNING;
    }
    boolean affirmed =
        problem.isEmpty()
            && affirms(TrustClaim.INSTANCE_IDENTITY)
            && affirms(TrustClaim.HARDWARE)
            && affirms(TrustClaim.EXECUTABLES);
    return affirmed ? Tier.AFFIRMING : Tier.NONE;
  }

  private boolean affirms(TrustClaim claim) {
    return value(claim) >= TrustClaim.AFFIRMED && value(claim) < WARNING_MIN;
  }

  /** The vector by registered names, in the order of the registry, without "no claim". */
  public Map<String, Integer> vector() {
    Map<String, Integer> vector = new LinkedHashMap<>();
    for (TrustClaim claim : TrustClaim.values()) {
      if (value(claim) != TrustClaim.NO_CLAIM) {
        vector.put(claim.claimName(), value(claim));
      }
    }
    return vector;
  }
}
