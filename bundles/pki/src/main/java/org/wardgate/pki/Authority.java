package org.wardgate.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;

/**
 * The ward CA's key and self-signed certificate.
 *
 * @param privateKey signs
 * @param certificate what devices trust
 * @param built no right clock shows an earlier time
 */
record Authority(PrivateKey privateKey, X509Certificate certificate, Instant built) {
  /**
   * Refuses a time that cannot be now.
   *
   * @throws RefusedException WG-PKI-0003
   */
  void requireRightClock(Instant now) throws RefusedException {
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
