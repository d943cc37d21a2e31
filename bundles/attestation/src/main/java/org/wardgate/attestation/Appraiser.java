package org.wardgate.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.profile.Refusals;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Evidence and the challenge it answers to an attestation result. Thread-safe. */
final class Appraiser {
  /** Largest evidence of any scheme, in bytes. */
  static final int EVIDENCE_MAX_BYTES = 8_192;

  private final List<EvidenceScheme> schemes;
  private final Supplier<VerificationContext> ground;
  private final List<AppraisalListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * With the schemes in the order in which they are asked.
   *
   * @param ground what evidence is verified against, at the moment of asking
   */
  Appraiser(List<EvidenceScheme> schemes, Supplier<VerificationContext> ground) {
    this.schemes = List.copyOf(schemes);
    this.ground = ground;
  }

  /** Tells of every appraisal from now on. */
  void tell(AppraisalListener listener) {
    listeners.add(listener);
  }

  /** Every Content-Format some scheme understands. */
  Set<Integer> contentFormats() {
    return schemes.stream()
        .flatMap(scheme -> scheme.contentFormats().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Appraises.
   *
   * @param contentFormat how the evidence was labelled
   * @param content the evidence
   * @param challenge already taken out of {@link OpenChallenges}
   */
  AttestationResult appraise(int contentFormat, Bytes content, OpenChallenge challenge) {
    Evidence evidence = new Evidence(content, contentFormat, challenge.nonce(), challenge.device());
    VerificationContext context = ground.get();
    String name = "";
    Optional<VerifiedEvidence> verified = Optional.empty();
    Appraisal appraisal;
    try {
      EvidenceScheme scheme = scheme(evidence);
      name = scheme.name();
      VerifiedEvidence found = scheme.verify(evidence, context);
      verified = Optional.of(found);
      appraisal = AppraisalEngine.appraise(found, context.references(), BuiltInProfile.get());
    } catch (RefusedException e) {
      appraisal = Refusals.appraisal(name, e);
    }
    AppraisalListener.Appraised event =
        new AppraisalListener.Appraised(
            evidence, challenge.purpose(), context, verified, appraisal);
    listeners.forEach(listener -> listener.appraised(event));
    return result(challenge, content, verified, appraisal);
  }

  private EvidenceScheme scheme(Evidence evidence) throws RefusedException {
    if (evidence.content().length() > EVIDENCE_MAX_BYTES) {
      throw new RefusedException(
          AttestationErrors.TOO_LARGE, evidence.content().length() + " bytes");
    }
    for (EvidenceScheme scheme : schemes) {
      if (scheme.contentFormats().contains(evidence.contentFormat())
          && scheme.recognises(evidence)) {
        return scheme;
      }
    }
    throw new RefusedException(
        AttestationErrors.MALFORMED, "content format " + evidence.contentFormat());
  }

  private static AttestationResult result(
      OpenChallenge challenge,
      Bytes content,
      Optional<VerifiedEvidence> verified,
      Appraisal appraisal) {
    return new AttestationResult(
        challenge.purpose(),
        appraisal.tier(),
        appraisal.vector(),
        appraisal.controls(),
        challenge.keyThumbprint(),
        content.sha256(),
        appraisal.referenceSource(),
        appraisal.problem(),
        appraisal.basis(),
        verified.map(VerifiedEvidence::observed).orElse(Observed.NOTHING));
  }
}
