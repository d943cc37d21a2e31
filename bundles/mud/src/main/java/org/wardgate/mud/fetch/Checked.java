package org.wardgate.mud.fetch;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.mud.VerifiedMudFile;

/**
 * A file whose signature and content were checked, and how long that holds.
 *
 * @param source what was checked
 * @param file the result
 * @param cacheValidity how long not to ask for a newer one
 * @param anchors against which it was checked
 * @param notBefore since when every certificate of the signer's path is valid
 * @param notAfter until when every certificate of the signer's path is valid
 */
record Checked(
    SignedFile source,
    VerifiedMudFile file,
    Duration cacheValidity,
    List<X509Certificate> anchors,
    Instant notBefore,
    Instant notAfter) {
  /** Copies the list. */
  Checked {
    anchors = List.copyOf(anchors);
  }

  /** Whether the check need not be done again for this source. */
  boolean holds(SignedFile other, List<X509Certificate> otherAnchors, Instant now) {
    return source.content().equals(other.content())
        && source.signature().equals(other.signature())
        && anchors.equals(otherAnchors)
        && !now.isBefore(notBefore)
        && !now.isAfter(notAfter);
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
