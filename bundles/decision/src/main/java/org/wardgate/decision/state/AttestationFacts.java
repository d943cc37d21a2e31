package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;

/**
 * The newest appraised evidence.
 *
 * @param at when it was appraised
 * @param tier AR4SI tier
 * @param controls true holds, false fails, absent not attested
 * @param evidenceSha256 hexadecimal digest of the evidence
 * @param referenceVersion what it was compared with
 * @param vector AR4SI claims by name
 * @param basis which scheme, policy and rules decided
 * @param observed what else the evidence told
 */
public record AttestationFacts(
    Instant at,
    Tier tier,
    Map<String, Boolean> controls,
    String evidenceSha256,
    String referenceVersion,
    Map<String, Integer> vector,
    AppraisalBasis basis,
    Observed observed) {
  /** Copies the maps; sorted, so that the journal's text is stable. */
  public AttestationFacts {
    controls = Collections.unmodifiableMap(new TreeMap<>(controls));
    vector = Collections.unmodifiableMap(new TreeMap<>(vector));
  }

  /** Of a result. */
  public static AttestationFacts of(Instant at, AttestationResult result) {
    return new AttestationFacts(
        at,
        result.status(),
        result.controls(),
        result.evidenceSha256().hex(),
        result.referenceVersion(),
        result.vector(),
        result.basis(),
        result.observed());
  }

  /** Whether another appraisal says the same, time and evidence digest apart. */
  public boolean saysTheSameAs(AttestationFacts other) {
    return tier == other.tier
        && controls.equals(other.controls)
        && vector.equals(other.vector)
        && referenceVersion.equals(other.referenceVersion)
        && basis.policy().equals(other.basis.policy())
        && observed.version().equals(other.observed.version())
        && observed.outdated() == other.observed.outdated()
        && !measuresOtherThan(other)
        && !bootedSince(other);
  }

  /** Whether something else runs than before; not if one of both does not tell. */
  public boolean measuresOtherThan(AttestationFacts before) {
    String then = before.observed.measurementsSha256();
    String now = observed.measurementsSha256();
    return !then.isEmpty() && !now.isEmpty() && !then.equals(now);
  }

  /** Whether it booted since; not if one of both does not tell. */
  public boolean bootedSince(AttestationFacts before) {
    String then = before.observed.bootId();
    String now = observed.bootId();
    boolean otherId = !then.isEmpty() && !now.isEmpty() && !then.equals(now);
    boolean otherCount =
        before.observed.bootCount().isPresent()
            && observed.bootCount().isPresent()
            && !before.observed.bootCount().equals(observed.bootCount());
    return otherId || otherCount;
  }
}
