package org.wardgate.attestation.psa;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.reference.Endorsement;
import org.wardgate.attestation.reference.ReferenceSet;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FiledScheme;
import org.wardgate.attestation.scheme.Finding;

/** Appraises signed PSA attestation tokens. */
public final class FiledPsaScheme implements FiledScheme {
  /** application/eat+cwt with the profile of RFC 9783 as its parameter, registered by that RFC. */
  public static final int EAT_CWT_PSA_TFM = 10_003;

  @Override
  public String name() {
    return "psa";
  }

  @Override
  public Set<Integer> contentFormats() {
    return Set.of(ContentFormat.EAT_CWT, EAT_CWT_PSA_TFM);
  }

  @Override
  public Finding appraise(Evidence evidence, ReferenceSet references) {
    try {
      return verified(evidence, references);
    } catch (RefusedException e) {
      return refused(e);
    }
  }

  private static Finding verified(Evidence evidence, ReferenceSet references)
      throws RefusedException {
    // 1. Form and limits. The claims are not believed yet; the instance id only finds the key.
    PsaToken token = PsaToken.parse(evidence.content());
    Optional<Endorsement> found = references.endorsement(token.claims().instanceId());
    if (found.isEmpty()) {
      throw new RefusedException(
          AttestationErrors.UNKNOWN_INSTANCE, token.claims().instanceId().hex());
    }
    Endorsement endorsement = found.get();
    // 2. The signature, with the key the manufacturer endorsed for this instance.
    token.verify(endorsement.key());
    // 3. Freshness, inside what was signed.
    token.requireNonce(evidence.nonce());
    // 4. The instance must be built into the device that the session authenticated.
    if (!endorsement.device().equals(evidence.device())) {
      throw new RefusedException(
          AttestationErrors.WRONG_DEVICE, "endorsed for " + endorsement.device());
    }
    // 5. What it says of itself.
    return PsaAppraisal.appraise(token.claims(), endorsement.references());
  }

  /** How a refusal stands in the vector. */
  public static Finding refused(RefusedException e) {
    return Finding.refused(e);
  }
}
