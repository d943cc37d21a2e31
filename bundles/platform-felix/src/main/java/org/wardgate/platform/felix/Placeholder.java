package org.wardgate.platform.felix;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A new key before it has a certificate: PKCS#12 wants one, so it signs one for itself. */
final class Placeholder {
  private static final String NAME = "wardgate-key-without-certificate";

  private Placeholder() {}

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  static X509Certificate certificate(KeyPair pair) {
    Issue issue =
        Issue.of(
            NAME,
            pair.getPublic(),
            Instant.EPOCH,
            Issue.NO_EXPIRY,
            BigInteger.ONE,
            Profile.CMS_SIGNER);
    try {
      return CertificateIssuer.issue(issue, Optional.empty(), pair.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException("a fresh P-256 key is good enough", e);
    }
  }

  /** Whether the certificate only holds a place. */
  static boolean is(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName().equals("CN=" + NAME)
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
