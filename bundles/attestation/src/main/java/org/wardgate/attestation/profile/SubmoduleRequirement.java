package org.wardgate.attestation.profile;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.TrustClaim;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * What is required of a submodule (RFC 9711 §4.2.18).
 *
 * @param name of the submodule
 * @param missing the tier if the evidence has none of that name
 * @param classId of its attester; empty means any
 * @param authentication who may vouch for it
 * @param claimsRequired must be affirmed, besides {@link ProtectionProfile#ALWAYS_REQUIRED}
 * @param rules its own; empty means the profile's
 */
record SubmoduleRequirement(
    String name,
    Tier missing,
    Optional<String> classId,
    Authentication authentication,
    Set<TrustClaim> claimsRequired,
    Optional<List<Rule>> rules) {
  /** Who vouches for a submodule. */
  enum Authentication {
    /** Its own attester, with a signature or a code. */
    OWN_SIGNATURE,
    /** That, or whoever signed the token around it. */
    SURROUNDING
  }

  private static final FactValue SURROUNDED = FactValue.of("surrounding");

  /** Copies the collections. */
  SubmoduleRequirement {
    claimsRequired = Set.copyOf(claimsRequired);
    rules = rules.map(List::copyOf);
  }

  /** What is asked of a submodule that the profile does not name: it can only make things worse. */
  static SubmoduleRequirement unnamed(String name) {
    return new SubmoduleRequirement(
        name,
        Tier.NONE,
        Optional.empty(),
        Authentication.SURROUNDING,
        ProtectionProfile.ALWAYS_REQUIRED,
        Optional.empty());
  }

  /** What is always required, and what is required of this one. */
  Set<TrustClaim> allClaimsRequired() {
    Set<TrustClaim> all = EnumSet.copyOf(ProtectionProfile.ALWAYS_REQUIRED);
    all.addAll(claimsRequired);
    return all;
  }

  /** Whether a submodule of that name is the one that is meant. */
  boolean isMetBy(VerifiedEvidence part) {
    boolean surrounding =
        part.facts().getOrDefault("authentication", FactValue.of("")).equals(SURROUNDED);
    Optional<String> partClass = part.attester().flatMap(Attester::classId).or(part::classId);
    return (classId.isEmpty() || classId.equals(partClass))
        && (authentication == Authentication.SURROUNDING || !surrounding);
  }
}
