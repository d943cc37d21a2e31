package org.wardgate.platform.kura.vault;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Makes and reads keys. Stateless. */
final class Keys {
  static final int SECRET_BYTES = 32;

  private static final String ALGORITHM = "EC";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final String PLACEHOLDER = "wardgate-key-without-certificate";

  private Keys() {}

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** What a key store wants beside a private key. It says nothing and is never shown. */
  static X509Certificate placeholder(KeyPair pair) {
    Issue issue =
        Issue.of(
            PLACEHOLDER,
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

  static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
  }

  static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  /** Whether they are the two halves of one pair. */
  static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey)
      throws GeneralSecurityException {
    byte[] probe = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(probe);
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(privateKey);
    signer.update(probe);
    byte[] signed = signer.sign();
    Signature verifier = Signature.getInstance(SIGNATURE);
    verifier.initVerify(publicKey);
    verifier.update(probe);
    return verifier.verify(signed);
  }

  static SecretKey secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return secret(bytes);
  }

  static SecretKey secret(byte[] bytes) {
    return new SecretKeySpec(bytes, "AES");
  }
}
