package org.wardgate.attestation;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.attestation.evidence.Appraisals;
import org.wardgate.attestation.evidence.Appraisals.CaseSink;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.NewestEvidence;
import org.wardgate.attestation.evidence.RuntimeAges;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.VerificationContext;

/** Evidence and the challenge it answers to an attestation result. Thread-safe. */
final class Appraiser {
  /** Largest evidence of any scheme, in bytes. */
  static final int EVIDENCE_MAX_BYTES = EvidenceAppraiser.EVIDENCE_MAX_BYTES;

  private final EvidenceAppraiser appraiser;
  private final NewestEvidence newest = new NewestEvidence();
  private final Appraisals appraisals;

  /** With the built-in profile alone, and without keeping cases. */
  Appraiser(List<EvidenceScheme> schemes, Supplier<VerificationContext> ground) {
    this(schemes, ground, () -> Profiles.BUILT_IN, CaseSink.NONE);
  }

  /**
   * With the schemes in the order in which they are asked.
   *
   * @param ground what evidence is verified against, at the moment of asking
   * @param profiles in force, at the moment of asking
   * @param cases where failed appraisals go
   */
  Appraiser(
      List<EvidenceScheme> schemes,
      Supplier<VerificationContext> ground,
      Supplier<Profiles> profiles,
      CaseSink cases) {
    this.appraiser = new EvidenceAppraiser(schemes);
    this.appraisals =
        new Appraisals(
            appraiser, ground, profiles, newest, new RuntimeAges(System::nanoTime), cases);
  }

  /** How evidence is appraised, for trials. */
  EvidenceAppraiser appraiser() {
    return appraiser;
  }

  /** What devices sent last. */
  NewestEvidence newest() {
    return newest;
  }

  /** Every Content-Format some scheme understands. */
  Set<Integer> contentFormats() {
    return appraiser.contentFormats();
  }

  /**
   * Appraises.
   *
   * @param contentFormat how the evidence was labelled
   * @param content the evidence
   * @param challenge already taken out of {@link OpenChallenges}
   */
  AttestationResult appraise(int contentFormat, Bytes content, OpenChallenge challenge) {
    return appraisals.appraise(
        new Evidence(content, contentFormat, challenge.nonce(), challenge.device()),
        challenge.purpose(),
        challenge.keyThumbprint());
  }
}
