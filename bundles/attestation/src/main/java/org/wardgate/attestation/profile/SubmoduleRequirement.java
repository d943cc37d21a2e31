package org.wardgate.attestation.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * What is required of a submodule (RFC 9711 §4.2.18).
 *
 * @param name of the submodule
 * @param missing the tier if the evidence has none of that name
 * @param claimsRequired must be affirmed
 * @param rules its own; empty means the profile's
 */
record SubmoduleRequirement(
    String name, Tier missing, Set<TrustClaim> claimsRequired, Optional<List<Rule>> rules) {
  /** Copies the collections. */
  SubmoduleRequirement {
    claimsRequired = Set.copyOf(claimsRequired);
    rules = rules.map(List::copyOf);
  }
}
