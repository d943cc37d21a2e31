package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.attestation.AttestationResult.Tier;

/**
 * The newest appraised evidence.
 *
 * @param at when it was appraised
 * @param tier AR4SI tier
 * @param controls true holds, false fails, absent not attested
 * @param evidenceSha256 hexadecimal digest of the evidence
 * @param referenceVersion what it was compared with
 */
public record AttestationFacts(
    Instant at,
    Tier tier,
    Map<String, Boolean> controls,
    String evidenceSha256,
    String referenceVersion) {
  /** Copies the map; sorted, so that the journal's text is stable. */
  public AttestationFacts {
    controls = java.util.Collections.unmodifiableMap(new TreeMap<>(controls));
  }

  /** Whether another appraisal says the same, time and evidence digest apart. */
  public boolean saysTheSameAs(AttestationFacts other) {
    return tier == other.tier
        && controls.equals(other.controls)
        && referenceVersion.equals(other.referenceVersion);
  }
}
