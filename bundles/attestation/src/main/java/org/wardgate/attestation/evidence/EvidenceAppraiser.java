package org.wardgate.attestation.evidence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.Circumstances;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.Refusals;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Evidence to appraisal: the scheme that recognises it verifies, the profile of the device's class
 * judges. The same way for an answer to a challenge, for a trial, and for a replay. Thread-safe.
 */
public final class EvidenceAppraiser {
  private final List<EvidenceScheme> schemes;
  private final Supplier<InventorySnapshot> inventory;
  private final Function<DeviceId, Optional<SecretKey>> evidenceKeys;
  private final KeyCache keys;
  private final Clock clock;

  /**
   * With what is known now.
   *
   * @param schemes in the order in which they are asked
   * @param inventory the hospital's
   * @param evidenceKeys of devices that share a secret with the gateway
   * @param keys parsed public keys
   * @param clock for the validity of certificates
   */
  public EvidenceAppraiser(
      List<EvidenceScheme> schemes,
      Supplier<InventorySnapshot> inventory,
      Function<DeviceId, Optional<SecretKey>> evidenceKeys,
      KeyCache keys,
      Clock clock) {
    this.schemes = List.copyOf(schemes);
    this.inventory = inventory;
    this.evidenceKeys = evidenceKeys;
    this.keys = keys;
    this.clock = clock;
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
      Evidence evidence, References references, Profiles profiles, Overdue overdue) {
    InventorySnapshot snapshot = inventory.get();
    String scheme = "";
    VerifiedEvidence verified;
    try {
      EvidenceScheme found = scheme(evidence);
      scheme = found.name();
      verified =
          found.verify(
              evidence,
              new VerificationContext(references, snapshot, evidenceKeys, keys, clock.instant()));
    } catch (RefusedException e) {
      return new Outcome(Refusals.appraisal(scheme, e), Optional.empty(), Optional.empty());
    }
    try {
      ProtectionProfile profile = profiles.of(snapshot.classOf(evidence.device()));
      Circumstances circumstances =
          new Circumstances(
              overdue.of(profile, verified),
              snapshot.entry(evidence.device()).map(InventoryEntry::manufacturerId));
      return new Outcome(
          AppraisalEngine.appraise(verified, references, profile, circumstances),
          Optional.of(verified),
          Optional.of(profile));
    } catch (RefusedException e) {
      return new Outcome(
          Refusals.withoutProfile(verified, e), Optional.of(verified), Optional.empty());
    }
  }

  private EvidenceScheme scheme(Evidence evidence) throws RefusedException {
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
