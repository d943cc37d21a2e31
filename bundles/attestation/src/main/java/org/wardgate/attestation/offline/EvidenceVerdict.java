package org.wardgate.attestation.offline;

import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.ear.Ear;
import org.wardgate.attestation.ear.EarJson;

/**
 * What came of verifying a file. Immutable.
 *
 * @param accepted without references: authentic, well-formed and fresh as far as asked; with them:
 *     affirming
 * @param status the AR4SI tier; NONE without references
 * @param vector AR4SI claims by name, without "no claim"
 * @param problem why it was not accepted
 * @param result the attestation result, to be signed or written
 */
public record EvidenceVerdict(
    boolean accepted,
    Tier status,
    Map<String, Integer> vector,
    Optional<Problem> problem,
    Ear result) {
  /** Copies the map. */
  public EvidenceVerdict {
    vector = Map.copyOf(vector);
  }

  /** The result as JSON claims of draft-ietf-rats-ear, one object. */
  public String ear() {
    return EarJson.write(result);
  }
}
