package org.wardgate.crypto.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Signatures;

/**
 * Finds the true reason why a path was refused: one that was never signed is forged, whatever else
 * its certificates say. Stateless.
 */
final class SignatureCheck {
  private SignatureCheck() {}

  /** The given refusal, or a better one. */
  static CryptoException explain(List<X509Certificate> path, CryptoException refusal) {
    // a weak key or algorithm proves nothing, and must not cost anything
    if (refusal.reason() == Reason.WEAK_KEY || refusal.reason() == Reason.BAD_ALGORITHM) {
      return refusal;
    }
    try {
      for (int i = 0; i + 1 < path.size(); i++) {
        verify(path.get(i), path.get(i + 1));
      }
      return refusal;
    } catch (CryptoException e) {
      return e;
    }
  }

  private static void verify(X509Certificate subject, X509Certificate issuer)
      throws CryptoException {
    byte[] signed;
    try {
      signed = subject.getTBSCertificate();
    } catch (CertificateEncodingException e) {
      throw new CryptoException(Reason.MALFORMED, "a certificate that cannot be encoded", e);
    }
    Signatures.verify(
        Signatures.nameOf(subject.getSigAlgOID()),
        issuer.getPublicKey(),
        signed,
        subject.getSignature());
  }
}
