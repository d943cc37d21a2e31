package org.wardgate.attestation.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.Circumstances;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.Refusals;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Evidence to appraisal: the scheme that recognises it verifies, the profile of the device's class
 * judges. The same way for an answer to a challenge, for a trial, and for a replay. Thread-safe.
 */
public final class EvidenceAppraiser {
  /** Largest evidence of any scheme, in bytes. */
  public static final int EVIDENCE_MAX_BYTES = 8_192;

  private final List<EvidenceScheme> schemes;

  /**
   * With schemes.
   *
   * @param schemes in the order in which they are asked
   */
  public EvidenceAppraiser(List<EvidenceScheme> schemes) {
    this.schemes = List.copyOf(schemes);
  }

  /** Every Content-Format some scheme understands. */
  public Set<Integer> contentFormats() {
    return schemes.stream()
        .flatMap(scheme -> scheme.contentFormats().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What came of it.
   *
   * @param appraisal the result
   * @param verified what authentic evidence says; empty if it was refused
   * @param profile that was applied; empty if none was
   */
  public record Outcome(
      Appraisal appraisal,
      Optional<VerifiedEvidence> verified,
      Optional<ProtectionProfile> profile) {}

  /** Decides which properties are overdue, knowing what the evidence tells now. */
  @FunctionalInterface
  public interface Overdue {
    /** Nothing ever is. */
    Overdue NOTHING = (profile, verified) -> Set.of();

    /** Facts that were not told for too long. */
    Set<String> of(ProtectionProfile profile, VerifiedEvidence verified);
  }

  /** Appraises. Never throws for what a device sent. */
  public Outcome appraise(
      Evidence evidence, VerificationContext context, Profiles profiles, Overdue overdue) {
    String scheme = "";
    try {
      EvidenceScheme found = scheme(evidence);
      scheme = found.name();
      return judged(evidence.device(), found.verify(evidence, context), context, profiles, overdue);
    } catch (RefusedException e) {
      return new Outcome(Refusals.appraisal(scheme, e), Optional.empty(), Optional.empty());
    }
  }

  /** Applies the profile of the device's class to what authentic evidence says. */
  public static Outcome judged(
      DeviceId device,
      VerifiedEvidence verified,
      VerificationContext context,
      Profiles profiles,
      Overdue overdue) {
    try {
      ProtectionProfile profile = profiles.of(context.inventory().classOf(device));
      Circumstances circumstances =
          new Circumstances(
              overdue.of(profile, verified),
              context.inventory().entry(device).map(InventoryEntry::manufacturerId));
      return new Outcome(
          AppraisalEngine.appraise(verified, context.references(), profile, circumstances),
          Optional.of(verified),
          Optional.of(profile));
    } catch (RefusedException e) {
      return new Outcome(
          Refusals.withoutProfile(verified, e), Optional.of(verified), Optional.empty());
    }
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
}
