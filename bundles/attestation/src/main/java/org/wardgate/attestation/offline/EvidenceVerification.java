package org.wardgate.attestation.offline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.ear.EarMaker;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Outcome;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Overdue;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.Refusals;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.crypto.cose.PublicKeys;

/** Verifies evidence of any scheme from files, for the command line. Stateless. */
public final class EvidenceVerification {
  private static final EvidenceAppraiser APPRAISER = new EvidenceAppraiser(Schemes.all());

  private EvidenceVerification() {}

  /**
   * What to verify.
   *
   * @param token evidence, CBOR or hexadecimal
   * @param key PEM or JWK, public or (for COSE_Mac0) secret
   * @param nonceHex the nonce it must carry; without it freshness is not checked
   * @param reference reference values, whose signature the caller vouches for
   */
  public record Request(
      Path token, Path key, Optional<String> nonceHex, Optional<Given> reference) {}

  /**
   * Reference values at hand.
   *
   * @param values to compare with
   * @param endorsing whether they name attesters; then this one must be among them
   */
  public record Given(References values, boolean endorsing) {}

  /**
   * Verifies. Never throws: whatever is wrong is a verdict with a problem.
   *
   * @param at the time that the result bears
   */
  public static EvidenceVerdict verify(Request request, Instant at) {
    Optional<Bytes> content = Optional.empty();
    Optional<Bytes> nonce = Optional.empty();
    Appraisal appraisal;
    try {
      if (request.nonceHex().isPresent()) {
        nonce = Optional.of(EvidenceFiles.nonce(request.nonceHex().get()));
      }
      VerificationKey key = EvidenceFiles.key(request.key());
      Bytes token = EvidenceFiles.token(request.token());
      content = Optional.of(token);
      appraisal = appraise(OfflineGround.evidence(token, nonce), key, request.reference(), at);
    } catch (RefusedException e) {
      // Nothing is said of an attester whose evidence was never looked at.
      appraisal =
          content.isPresent() ? Refusals.appraisal("", e) : unread(Refusals.appraisal("", e));
    }
    boolean accepted =
        appraisal.problem().isEmpty()
            && (request.reference().isEmpty() || appraisal.tier() == Tier.AFFIRMING);
    return new EvidenceVerdict(
        accepted,
        appraisal.tier(),
        appraisal.vector(),
        appraisal.problem(),
        EarMaker.make(appraisal, content, nonce, at));
  }

  private static Appraisal unread(Appraisal refused) {
    return new Appraisal(
        "",
        "",
        Map.of(),
        Tier.NONE,
        List.of(),
        Map.of(),
        "",
        refused.problem(),
        refused.observed(),
        Map.of());
  }

  private static Appraisal appraise(
      Evidence evidence, VerificationKey key, Optional<Given> given, Instant at)
      throws RefusedException {
    Outcome outcome =
        APPRAISER.appraise(
            evidence,
            OfflineGround.context(key, given.map(Given::values).orElse(References.NONE), at),
            Profiles.BUILT_IN,
            Overdue.NOTHING);
    if (outcome.verified().isEmpty()) {
      return refused(outcome.appraisal(), key);
    }
    if (given.isEmpty()) {
      return authentic(outcome.verified().get());
    }
    requireEndorsed(outcome.verified().get(), key, given.get());
    return outcome.appraisal();
  }

  /** A secret is no key of a signed token, which nobody else vouches for here. */
  private static Appraisal refused(Appraisal appraisal, VerificationKey key)
      throws RefusedException {
    boolean unknown =
        appraisal
            .problem()
            .filter(why -> why.code().equals(AttestationErrors.UNKNOWN_INSTANCE.code()))
            .isPresent();
    if (unknown && key instanceof VerificationKey.Secret) {
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "signed, but a secret key");
    }
    return appraisal;
  }

  /** Nothing to compare with: the evidence is authentic and no more is said. */
  private static Appraisal authentic(VerifiedEvidence verified) {
    return new Appraisal(
        verified.scheme(),
        "",
        Map.of(TrustClaim.INSTANCE_IDENTITY.claimName(), TrustClaim.AFFIRMED),
        Tier.NONE,
        List.of(),
        Map.of(),
        "",
        Optional.empty(),
        verified.observed(),
        Map.of());
  }

  /**
   * If the file endorses instances, this one must be among them and with the key given; if it names
   * none, whoever gave the key vouches for it.
   */
  private static void requireEndorsed(VerifiedEvidence verified, VerificationKey key, Given given)
      throws RefusedException {
    if (!given.endorsing()) {
      return;
    }
    Optional<Bytes> instance =
        verified
            .attester()
            .map(Attester::instance)
            .or(
                () ->
                    verified.facts().get("ueid") instanceof FactValue.Octets ueid
                        ? Optional.of(ueid.value())
                        : Optional.empty());
    Attester endorsed =
        instance
            .flatMap(given.values()::attester)
            .orElseThrow(
                () ->
                    new RefusedException(
                        AttestationErrors.UNKNOWN_INSTANCE,
                        instance.map(Bytes::hex).orElse("it names no instance")));
    if (!(key instanceof VerificationKey.Public publicKey)
        || !endorsed.publicKeysSpki().contains(PublicKeys.spki(publicKey.key()))) {
      throw new RefusedException(
          AttestationErrors.BAD_SIGNATURE, "the reference file endorses another key");
    }
  }
}
