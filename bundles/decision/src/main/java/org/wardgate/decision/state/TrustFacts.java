package org.wardgate.decision.state;

import java.util.Optional;

/**
 * How far a device is trusted, and from what.
 *
 * @param attestation the newest evidence, absent if none was appraised
 * @param actual projected probability of the actual trust level, absent if never weighed
 * @param violations undeclared traffic
 * @param missedCount challenges missed in a row
 */
public record TrustFacts(
    Optional<AttestationFacts> attestation,
    Optional<Double> actual,
    Violations violations,
    int missedCount) {

  /** Nothing is known. */
  public static final TrustFacts NONE =
      new TrustFacts(Optional.empty(), Optional.empty(), Violations.NONE, 0);

  /** With newer evidence. */
  public TrustFacts withAttestation(AttestationFacts facts) {
    return new TrustFacts(Optional.of(facts), actual, violations, 0);
  }

  /** Weighed anew. */
  public TrustFacts withActual(double projectedProbability) {
    return new TrustFacts(attestation, Optional.of(projectedProbability), violations, missedCount);
  }

  /** With other violations. */
  public TrustFacts withViolations(Violations newViolations) {
    return new TrustFacts(attestation, actual, newViolations, missedCount);
  }

  /** One more challenge missed. */
  public TrustFacts missed() {
    return new TrustFacts(attestation, actual, violations, missedCount + 1);
  }
}
