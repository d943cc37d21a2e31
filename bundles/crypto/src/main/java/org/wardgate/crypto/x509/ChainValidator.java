package org.wardgate.crypto.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.Signatures;

/**
 * Validates certificate chains (RFC 5280 §6), stricter than the platform: anchors must be valid
 * themselves, algorithms and keys must be among those of {@link KeyPolicy} and {@link Signatures}.
 * Does not ask for revocation. Stateless.
 */
public final class ChainValidator {
  /** Longest path, anchor included. */
  public static final int PATH_MAX_COUNT = 6;

  private ChainValidator() {}

  /**
   * Finds a valid path from the chain's first certificate to an anchor.
   *
   * @param chainLeafFirst what the stranger sent, end entity first, then anything that may help, in
   *     any order; 1 to {@value #PATH_MAX_COUNT}
   * @param intermediatesHeld what we hold that may help; not trusted either
   * @param anchors whom we trust
   * @param at the time it must be valid at
   * @param usage what the end entity is to be used for
   * @return the path, end entity first, anchor last; at least two certificates
   * @throws CryptoException UNTRUSTED if there is no path; BAD_SIGNATURE if a name leads to an
   *     issuer that did not sign; EXPIRED, NOT_YET_VALID, BAD_ALGORITHM, WEAK_KEY, BAD_USAGE,
   *     TOO_LARGE, or MALFORMED for a critical extension nobody here knows
   */
  public static List<X509Certificate> validate(
      List<X509Certificate> chainLeafFirst,
      Collection<X509Certificate> intermediatesHeld,
      Collection<X509Certificate> anchors,
      Instant at,
      Usage usage)
      throws CryptoException {
    if (chainLeafFirst.isEmpty()) {
      throw new CryptoException(Reason.MALFORMED, "an empty certificate chain");
    }
    if (chainLeafFirst.size() > PATH_MAX_COUNT) {
      throw new CryptoException(
          Reason.TOO_LARGE, "a chain of " + chainLeafFirst.size() + " certificates");
    }
    X509Certificate leaf = chainLeafFirst.get(0);
    PathSearch search =
        new PathSearch(
            chainLeafFirst.subList(1, chainLeafFirst.size()),
            intermediatesHeld,
            anchors,
            path -> PathCheck.check(path, at, usage));
    return search.from(leaf);
  }
}
