package org.wardgate.mud.fetch;

import java.time.Duration;
import java.time.Instant;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.mud.signature.SignerTerms;
import org.wardgate.mud.signature.Vouched;

/**
 * A file whose signature and content were checked, and how long that holds.
 *
 * @param source what was checked
 * @param file the result
 * @param lastUpdate when it was generated
 * @param cacheValidity how long not to ask for a newer one
 * @param terms on whose word it was checked
 * @param vouched whose word it was
 */
record Checked(
    SignedFile source,
    VerifiedMudFile file,
    Instant lastUpdate,
    Duration cacheValidity,
    SignerTerms terms,
    Vouched vouched) {

  /** Whether the check need not be done again for this source. */
  boolean holds(SignedFile other, SignerTerms otherTerms, Instant now) {
    return source.content().equals(other.content())
        && source.signature().equals(other.signature())
        && terms.equals(otherTerms)
        && !now.isBefore(vouched.notBefore())
        && !now.isAfter(vouched.notAfter());
  }

  /** Whether it is too early to ask for a newer one (RFC 8520 §3.5). */
  boolean fresh(SignedFile received, Instant now) {
    Duration age = Duration.between(received.fetchedAt(), now);
    return !age.isNegative() && age.compareTo(cacheValidity) < 0;
  }

  /** Whether it may still serve when the maker's server fails. */
  boolean serves(SignedFile received, Instant now, Duration grace) {
    Duration age = Duration.between(received.fetchedAt(), now);
    return age.compareTo(cacheValidity.plus(grace)) < 0;
  }
}
