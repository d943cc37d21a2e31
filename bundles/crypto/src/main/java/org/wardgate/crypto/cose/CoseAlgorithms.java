package org.wardgate.crypto.cose;

import java.security.PublicKey;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.Signatures;

/** The COSE algorithms in use, by their IANA numbers (RFC 9053, RFC 9864). */
public final class CoseAlgorithms {
  /** ECDSA with SHA-256; here on P-256 only. */
  public static final long ES256 = -7;

  /** ECDSA with SHA-256 on P-256, fully specified (RFC 9864). */
  public static final long ESP256 = -9;

  /** EdDSA; here Ed25519 only. */
  public static final long EDDSA = -8;

  /** ECDSA with SHA-384; here on P-384 only. */
  public static final long ES384 = -35;

  /** HMAC with SHA-256, whole tag. */
  public static final long HMAC256 = 5;

  private CoseAlgorithms() {}

  /** The platform's name of a signature algorithm. */
  static String signatureName(long algorithm) throws CryptoException {
    if (algorithm == ES256 || algorithm == ESP256) {
      return "SHA256withECDSAinP1363Format";
    }
    if (algorithm == ES384) {
      return "SHA384withECDSAinP1363Format";
    }
    if (algorithm == EDDSA) {
      return Signatures.ED25519;
    }
    throw new CryptoException(Reason.BAD_ALGORITHM, "COSE signature algorithm " + algorithm);
  }

  /** Refuses a key that the algorithm is not for. */
  static void requireFits(long algorithm, PublicKey key) throws CryptoException {
    boolean fits =
        (algorithm == EDDSA && KeyPolicy.isEd25519(key))
            || (algorithm == ES384 && KeyPolicy.isOn(NamedCurve.P384, key))
            || ((algorithm == ES256 || algorithm == ESP256)
                && KeyPolicy.isOn(NamedCurve.P256, key));
    if (!fits) {
      throw new CryptoException(
          Reason.BAD_ALGORITHM, "the key does not fit COSE algorithm " + algorithm);
    }
  }
}
