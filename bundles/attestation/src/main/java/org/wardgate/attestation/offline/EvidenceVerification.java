package org.wardgate.attestation.offline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.psa.FiledPsaScheme;
import org.wardgate.attestation.psa.PsaAppraisal;
import org.wardgate.attestation.psa.PsaToken;
import org.wardgate.attestation.reference.Endorsement;
import org.wardgate.attestation.reference.ReferenceFile;
import org.wardgate.attestation.reference.ReferenceSet;
import org.wardgate.attestation.scheme.Finding;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.crypto.cose.PublicKeys;

/** Verifies a PSA token from files, for the command line. Stateless. */
public final class EvidenceVerification {
  private EvidenceVerification() {}

  /**
   * What to verify.
   *
   * @param token PSA attestation token, CBOR or hexadecimal
   * @param key PEM or JWK, public or (for COSE_Mac0) secret
   * @param nonceHex the nonce it must carry; without it freshness is not checked
   * @param reference reference values, whose signature the caller vouches for
   */
  public record Request(
      Path token, Path key, Optional<String> nonceHex, Optional<Path> reference) {}

  /**
   * Verifies. Never throws: whatever is wrong is a verdict with a problem.
   *
   * @param at the time that the result bears
   */
  public static EvidenceVerdict verify(Request request, Instant at) {
    Optional<Bytes> evidence = Optional.empty();
    Optional<Bytes> nonce = Optional.empty();
    Finding finding;
    try {
      if (request.nonceHex().isPresent()) {
        nonce = Optional.of(EvidenceFiles.nonce(request.nonceHex().get()));
      }
      VerificationKey key = EvidenceFiles.key(request.key());
      Optional<ReferenceFile> reference = Optional.empty();
      if (request.reference().isPresent()) {
        reference = Optional.of(EvidenceFiles.reference(request.reference().get()));
      }
      Bytes content = EvidenceFiles.token(request.token());
      evidence = Optional.of(content);
      finding = appraise(content, key, nonce, reference);
    } catch (RefusedException e) {
      // Nothing is said of an attester whose evidence was never looked at.
      finding =
          evidence.isPresent()
              ? FiledPsaScheme.refused(e)
              : Finding.failed(TrustClaim.INSTANCE_IDENTITY, TrustClaim.NO_CLAIM, e.problem());
    }
    return verdict(finding, request, Ear.write(finding, evidence, nonce, at));
  }

  private static EvidenceVerdict verdict(Finding finding, Request request, String ear) {
    boolean accepted =
        finding.problem().isEmpty()
            && (request.reference().isEmpty() || finding.tier() == Tier.AFFIRMING);
    return new EvidenceVerdict(accepted, finding.tier(), finding.vector(), finding.problem(), ear);
  }

  private static Finding appraise(
      Bytes content, VerificationKey key, Optional<Bytes> nonce, Optional<ReferenceFile> reference)
      throws RefusedException {
    PsaToken token = PsaToken.parse(content);
    if (key instanceof VerificationKey.Public signed) {
      token.verify(signed.key());
    } else if (key instanceof VerificationKey.Secret shared) {
      token.verify(shared.key());
    }
    if (nonce.isPresent()) {
      token.requireNonce(nonce.get());
    }
    if (reference.isEmpty()) {
      return PsaAppraisal.authentic();
    }
    requireEndorsed(token, key, reference.get());
    return PsaAppraisal.appraise(token.claims(), reference.get().references());
  }

  /**
   * If the file endorses instances, this one must be among them and with the key given; if it names
   * none, whoever gave the key vouches for it.
   */
  private static void requireEndorsed(PsaToken token, VerificationKey key, ReferenceFile reference)
      throws RefusedException {
    if (reference.endorsements().isEmpty()) {
      return;
    }
    Bytes ueid = token.claims().instanceId();
    Endorsement endorsement =
        ReferenceSet.of(reference)
            .endorsement(ueid)
            .orElseThrow(
                () -> new RefusedException(AttestationErrors.UNKNOWN_INSTANCE, ueid.hex()));
    Bytes endorsed = PublicKeys.spki(endorsement.key());
    if (!(key instanceof VerificationKey.Public given)
        || !PublicKeys.spki(given.key()).equals(endorsed)) {
      throw new RefusedException(
          AttestationErrors.BAD_SIGNATURE, "the reference file endorses another key");
    }
  }
}
