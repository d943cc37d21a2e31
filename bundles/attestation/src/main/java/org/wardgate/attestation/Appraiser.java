package org.wardgate.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.reference.ReferenceSet;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FiledScheme;
import org.wardgate.attestation.scheme.Finding;
import org.wardgate.attestation.scheme.TrustClaim;

/** Evidence and the challenge it answers to an attestation result. Thread-safe. */
final class Appraiser {
  private final List<FiledScheme> schemes;
  private final Supplier<ReferenceSet> references;

  Appraiser(List<FiledScheme> schemes, Supplier<ReferenceSet> references) {
    this.schemes = List.copyOf(schemes);
    this.references = references;
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
    Finding finding =
        schemes.stream()
            .filter(scheme -> scheme.contentFormats().contains(contentFormat))
            .findFirst()
            .map(scheme -> scheme.appraise(evidence, references.get()))
            .orElseGet(() -> noScheme(contentFormat));
    Tier tier = finding.tier();
    return new AttestationResult(
        challenge.purpose(),
        tier,
        finding.vector(),
        finding.controls(),
        challenge.keyThumbprint(),
        content.sha256(),
        finding.referenceVersion(),
        tier == Tier.AFFIRMING ? Optional.empty() : Optional.of(problem(finding)));
  }

  private static Problem problem(Finding finding) {
    return finding
        .problem()
        .orElseGet(() -> Problem.of(AttestationErrors.NO_REFERENCE, "nothing was affirmed"));
  }

  private static Finding noScheme(int contentFormat) {
    return Finding.failed(
        TrustClaim.INSTANCE_IDENTITY,
        TrustClaim.UNEXPECTED_EVIDENCE,
        Problem.of(AttestationErrors.MALFORMED, "content format " + contentFormat));
  }
}
