package org.wardgate.decision.state;

import java.util.Optional;

/**
 * How far a device is trusted, and from what.
 *
 * @param attestation the newest evidence, absent if none was appraised
 * @param actual projected probability of the actual trust level, absent if never weighed
 * @param violations undeclared traffic
 * @param missedCount challenges missed in a row
 * @param key the newest affirming evidence that was bound to a key; later evidence that is not
 *     affirming takes it away
 */
public record TrustFacts(
    Optional<AttestationFacts> attestation,
    Optional<Double> actual,
    Violations violations,
    int missedCount,
    Optional<KeyEvidence> key) {

  /** Nothing is known. */
  public static final TrustFacts NONE =
      new TrustFacts(Optional.empty(), Optional.empty(), Violations.NONE, 0, Optional.empty());

  /** With newer evidence. */
  public TrustFacts withAttestation(AttestationFacts facts) {
    return new TrustFacts(Optional.of(facts), actual, violations, 0, key);
  }

  /** Weighed anew. */
  public TrustFacts withActual(double projectedProbability) {
    return new TrustFacts(
        attestation, Optional.of(projectedProbability), violations, missedCount, key);
  }

  /** With other violations. */
  public TrustFacts withViolations(Violations newViolations) {
    return new TrustFacts(attestation, actual, newViolations, missedCount, key);
  }

  /** One more challenge missed. */
  public TrustFacts missed() {
    return new TrustFacts(attestation, actual, violations, missedCount + 1, key);
  }

  /** With evidence bound to a key, or without. */
  public TrustFacts withKey(Optional<KeyEvidence> evidence) {
    return new TrustFacts(attestation, actual, violations, missedCount, evidence);
  }
}
