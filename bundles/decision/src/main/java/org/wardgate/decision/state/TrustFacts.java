package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.trust.TrustVerdict;

/**
 * How far a device is trusted, and from what.
 *
 * @param attestation the newest evidence, absent if none was appraised
 * @param verdict the newest that decided something, absent if never weighed
 * @param violations undeclared traffic
 * @param missedCount challenges missed in a row
 * @param key the newest affirming evidence that was bound to a key; later evidence that is not
 *     affirming takes it away
 * @param watchedSince from when on its behaviour counts for it: it was admitted then, or something
 *     else runs on it since; absent if it never was admitted
 */
public record TrustFacts(
    Optional<AttestationFacts> attestation,
    Optional<TrustVerdict> verdict,
    Violations violations,
    int missedCount,
    Optional<KeyEvidence> key,
    Optional<Instant> watchedSince) {

  /** Nothing is known. */
  public static final TrustFacts NONE =
      new TrustFacts(
          Optional.empty(),
          Optional.empty(),
          Violations.NONE,
          0,
          Optional.empty(),
          Optional.empty());

  /** Projected probability of the actual trust level, absent if never weighed. */
  public Optional<Double> actual() {
    return verdict.map(v -> v.actual().projectedProbability());
  }

  /** With newer evidence. */
  public TrustFacts withAttestation(AttestationFacts facts) {
    return new TrustFacts(Optional.of(facts), verdict, violations, 0, key, watchedSince);
  }

  /** Weighed anew. */
  public TrustFacts withVerdict(TrustVerdict newer) {
    return new TrustFacts(
        attestation, Optional.of(newer), violations, missedCount, key, watchedSince);
  }

  /** With other violations. */
  public TrustFacts withViolations(Violations newViolations) {
    return new TrustFacts(attestation, verdict, newViolations, missedCount, key, watchedSince);
  }

  /** One more challenge missed. */
  public TrustFacts missed() {
    return new TrustFacts(attestation, verdict, violations, missedCount + 1, key, watchedSince);
  }

  /** With evidence bound to a key, or without. */
  public TrustFacts withKey(Optional<KeyEvidence> evidence) {
    return new TrustFacts(attestation, verdict, violations, missedCount, evidence, watchedSince);
  }

  /** Its behaviour counts from now on; what was good before does not. */
  public TrustFacts watchedFrom(Instant at) {
    return new TrustFacts(attestation, verdict, violations, missedCount, key, Optional.of(at));
  }
}
