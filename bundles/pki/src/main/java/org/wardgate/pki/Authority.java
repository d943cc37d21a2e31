package org.wardgate.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.crypto.x509.KeyIds;

/**
 * A root of the ward CA: its key and self-signed certificate.
 *
 * @param privateKey signs
 * @param certificate what devices trust
 * @param newWithOld the same key certified by the root before (RFC 4210 §4.4); absent for the first
 *     root
 * @param keyId subject key identifier, lower-case hexadecimal
 * @param built no right clock shows an earlier time
 */
public record Authority(
    PrivateKey privateKey,
    X509Certificate certificate,
    Optional<X509Certificate> newWithOld,
    String keyId,
    Instant built) {

  static Authority of(
      PrivateKey privateKey,
      X509Certificate certificate,
      Optional<X509Certificate> newWithOld,
      Instant built) {
    return new Authority(
        privateKey, certificate, newWithOld, KeyIds.ofSubject(certificate).hex(), built);
  }

  /**
   * Refuses a time that cannot be now.
   *
   * @throws RefusedException WG-PKI-0003
   */
  public void requireRightClock(Instant now) throws RefusedException {
    requireAfterBuild(now, built);
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      throw new RefusedException(
          PkiErrors.BAD_CLOCK, "it shows " + now + ", the ward CA was made later");
    }
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      throw new RefusedException(
          PkiErrors.BAD_CLOCK, "it shows " + now + ", the ward CA ended earlier");
    }
  }

  static void requireAfterBuild(Instant now, Instant built) throws RefusedException {
    if (now.isBefore(built)) {
      throw new RefusedException(
          PkiErrors.BAD_CLOCK, "it shows " + now + ", this software was built later");
    }
  }
}
