package org.wardgate.crypto.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** The raw parts of a certificate. Stateless. */
final class CertificateParts {
  private CertificateParts() {}

  /** What the issuer signed. */
  static byte[] signed(X509Certificate certificate) throws CryptoException {
    try {
      return certificate.getTBSCertificate();
    } catch (CertificateEncodingException e) {
      throw new CryptoException(Reason.MALFORMED, "a certificate that cannot be encoded", e);
    }
  }
}
