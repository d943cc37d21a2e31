package org.wardgate.attestation.scheme;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;

/**
 * What authentic and fresh evidence of the right device says. Not yet judged. Immutable.
 *
 * @param scheme that verified it
 * @param attester whom the references know; empty if another authority vouches for the key: a
 *     certificate chain, a shared key, or the signer of the evidence around it
 * @param classId of the attester as the evidence tells it, in the form of {@link
 *     org.wardgate.api.attestation.reference.ReferenceClass#classId}
 * @param components what was measured
 * @param facts by name, as docs/protection-profiles.md lists them
 * @param observed for people and for the trust model
 * @param submodules by name
 */
public record VerifiedEvidence(
    String scheme,
    Optional<Attester> attester,
    Optional<String> classId,
    List<MeasuredComponent> components,
    Map<String, FactValue> facts,
    Observed observed,
    Map<String, VerifiedEvidence> submodules) {
  /** Copies the collections. */
  public VerifiedEvidence {
    components = List.copyOf(components);
    facts = Map.copyOf(facts);
    submodules = Map.copyOf(submodules);
  }
}
