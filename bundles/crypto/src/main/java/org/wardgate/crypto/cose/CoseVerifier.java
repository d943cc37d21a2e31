package org.wardgate.crypto.cose;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.Signatures;

/** Verifies COSE messages; returning normally is the only good answer. Stateless. */
public final class CoseVerifier {
  /** Shortest symmetric key, in bytes: the hash's own strength halves below it. */
  public static final int MAC_KEY_MIN_BYTES = 16;

  private CoseVerifier() {}

  /**
   * Verifies a signature.
   *
   * @param externalAad what both sides know and sign without sending; mostly {@link Bytes#EMPTY}
   * @throws CryptoException BAD_SIGNATURE; BAD_ALGORITHM if the algorithm is not known or the key
   *     is not for it; WEAK_KEY
   */
  public static void verify(CoseSign1 message, PublicKey key, Bytes externalAad)
      throws CryptoException {
    String name = CoseAlgorithms.signatureName(message.algorithm());
    KeyPolicy.check(key);
    CoseAlgorithms.requireFits(message.algorithm(), key);
    byte[] signed =
        SignedStructure.sign1(message.protectedEncoded(), externalAad, message.payload());
    Signatures.verify(name, key, signed, message.signature().toArray());
  }

  /**
   * Verifies a message authentication code, in constant time.
   *
   * @param key at least {@link #MAC_KEY_MIN_BYTES}
   * @throws CryptoException BAD_SIGNATURE, BAD_ALGORITHM or WEAK_KEY
   */
  public static void verify(CoseMac0 message, Bytes key, Bytes externalAad) throws CryptoException {
    if (message.algorithm() != CoseAlgorithms.HMAC256) {
      throw new CryptoException(
          Reason.BAD_ALGORITHM, "COSE authentication algorithm " + message.algorithm());
    }
    if (key.length() < MAC_KEY_MIN_BYTES) {
      throw new CryptoException(Reason.WEAK_KEY, "a symmetric key of " + key.length() + " B");
    }
    byte[] signed =
        SignedStructure.mac0(message.protectedEncoded(), externalAad, message.payload());
    // Bytes compares in constant time
    if (!HmacSha256.tag(key, signed).equals(message.tag())) {
      throw new CryptoException(Reason.BAD_SIGNATURE, "the authentication code is wrong");
    }
  }
}
