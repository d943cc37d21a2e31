package org.wardgate.attestation.psa;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.reference.ReferenceValues;
import org.wardgate.attestation.scheme.Finding;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * The claims of a verified token to an AR4SI vector, by the mapping that RFC 9783 gives: identity
 * from the signature and instance id, hardware from the implementation id, executables from the
 * software components, runtime and storage from the lifecycle. Configuration, files and sourced
 * data are not in a PSA token. Stateless.
 */
public final class PsaAppraisal {
  private PsaAppraisal() {}

  /** Nothing to compare with: the token is authentic and no more is said. */
  public static Finding authentic() {
    return new Finding(
        Map.of(TrustClaim.INSTANCE_IDENTITY, TrustClaim.AFFIRMED), Map.of(), "", Optional.empty());
  }

  /** Appraises the claims of a token whose signature, nonce and origin were found right. */
  public static Finding appraise(PsaClaims claims, ReferenceValues references) {
    if (!claims.implementationId().equals(references.implementationId())) {
      return finding(
          claims(claims, TrustClaim.UNRECOGNISED, TrustClaim.NO_CLAIM),
          Map.of(),
          references,
          AttestationErrors.NO_REFERENCE,
          "implementation " + claims.implementationId());
    }
    if (references.components().isEmpty()) {
      return finding(
          claims(claims, TrustClaim.AFFIRMED, TrustClaim.NO_CLAIM),
          Map.of(),
          references,
          AttestationErrors.NO_REFERENCE,
          references.label() + " has no components");
    }
    Optional<String> mismatch = Measurements.mismatch(claims.components(), references.components());
    int executables = mismatch.isEmpty() ? TrustClaim.APPROVED_BOOT : TrustClaim.CONTRAINDICATED;
    Map<TrustClaim, Integer> vector = claims(claims, TrustClaim.AFFIRMED, executables);
    Map<String, Boolean> controls = PsaControls.of(claims, references, mismatch.isEmpty());
    if (mismatch.isPresent()) {
      return finding(
          vector, controls, references, AttestationErrors.UNKNOWN_MEASUREMENT, mismatch.get());
    }
    if (claims.lifecycle() != Lifecycle.SECURED) {
      return finding(
          vector,
          controls,
          references,
          AttestationErrors.INSECURE_LIFECYCLE,
          "it is " + claims.lifecycle());
    }
    return new Finding(vector, controls, references.label(), Optional.empty());
  }

  private static Map<TrustClaim, Integer> claims(PsaClaims claims, int hardware, int executables) {
    int opaque =
        claims.lifecycle() == Lifecycle.SECURED ? TrustClaim.AFFIRMED : TrustClaim.CONTRAINDICATED;
    Map<TrustClaim, Integer> vector = new EnumMap<>(TrustClaim.class);
    vector.put(TrustClaim.INSTANCE_IDENTITY, TrustClaim.AFFIRMED);
    vector.put(TrustClaim.HARDWARE, hardware);
    vector.put(TrustClaim.EXECUTABLES, executables);
    vector.put(TrustClaim.RUNTIME_OPAQUE, opaque);
    vector.put(TrustClaim.STORAGE_OPAQUE, opaque);
    return vector;
  }

  private static Finding finding(
      Map<TrustClaim, Integer> vector,
      Map<String, Boolean> controls,
      ReferenceValues references,
      ErrorCode code,
      String detail) {
    return new Finding(vector, controls, references.label(), Optional.of(Problem.of(code, detail)));
  }
}
