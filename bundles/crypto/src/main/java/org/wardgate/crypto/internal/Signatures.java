package org.wardgate.crypto.internal;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.util.Map;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Signature algorithms that are good enough, and their engines. Stateless. */
public final class Signatures {
  /** Ed25519 as the platform names it. */
  public static final String ED25519 = "Ed25519";

  // RFC 5758 §3.2, RFC 8410 §3, RFC 4055 §5; SHA-1 and MD5 are missing on purpose
  private static final Map<String, String> NAMES_BY_OID =
      Map.of(
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.10045.4.3.3", "SHA384withECDSA",
          "1.2.840.10045.4.3.4", "SHA512withECDSA",
          "1.3.101.112", ED25519,
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA");

  private Signatures() {}

  /**
   * The platform's name of an X.509 signature algorithm.
   *
   * @throws CryptoException BAD_ALGORITHM if it is not allowed
   */
  public static String nameOf(String oid) throws CryptoException {
    String name = NAMES_BY_OID.get(oid);
    if (name == null) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "signature algorithm " + oid);
    }
    return name;
  }

  /** The algorithm that this key signs certificates with. */
  public static String nameFor(PrivateKey key) {
    if (key instanceof ECKey ec) {
      return NamedCurve.P384.matches(ec.getParams()) ? "SHA384withECDSA" : "SHA256withECDSA";
    }
    return switch (key.getAlgorithm()) {
      // inside a token, which does not tell its curve; any of ours goes with SHA-256
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> ED25519;
    };
  }

  /** A fresh engine; the fast provider for elliptic curves, the platform's for the rest. */
  public static Signature engine(String name) {
    try {
      return name.contains("ECDSA")
          ? Signature.getInstance(name, WardgateEc.INSTANCE)
          : Signature.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks " + name, e);
    }
  }

  /**
   * Verifies a signature.
   *
   * @throws CryptoException BAD_SIGNATURE if it is wrong, BAD_ALGORITHM if key and algorithm differ
   */
  public static void verify(String name, PublicKey key, byte[] signed, byte[] signature)
      throws CryptoException {
    Signature engine = engine(name);
    try {
      engine.initVerify(key);
      engine.update(signed);
    } catch (GeneralSecurityException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "the key does not fit " + name, e);
    }
    try {
      if (engine.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CryptoException(Reason.BAD_SIGNATURE, "the signature has no valid form", e);
    }
    throw new CryptoException(Reason.BAD_SIGNATURE, "the signature is wrong");
  }

  /**
   * Signs.
   *
   * @throws IllegalArgumentException if key and algorithm differ
   */
  public static byte[] sign(String name, PrivateKey key, byte[] content) {
    try {
      Signature engine = engine(name);
      engine.initSign(key);
      engine.update(content);
      return engine.sign();
    } catch (GeneralSecurityException | ProviderException e) {
      // the latter is how a token says that it is gone
      throw new IllegalArgumentException("the key cannot sign with " + name, e);
    }
  }
}
