package org.wardgate.attestation.offline;

import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;

/**
 * What came of verifying a file. Immutable.
 *
 * @param accepted without references: authentic, well-formed and fresh as far as asked; with them:
 *     affirming
 * @param status the AR4SI tier; NONE without references
 * @param vector AR4SI claims by name, without "no claim"
 * @param problem why it was not accepted
 * @param ear the attestation result as JSON claims of draft-ietf-rats-ear, one object
 */
public record EvidenceVerdict(
    boolean accepted,
    Tier status,
    Map<String, Integer> vector,
    Optional<Problem> problem,
    String ear) {
  /** Copies the map. */
  public EvidenceVerdict {
    vector = Map.copyOf(vector);
  }
}
