package org.wardgate.crypto.ec;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.Signatures;

/** Signatures with SHA-256 that come without an envelope, as those of a TPM. Stateless. */
public final class RawSignatures {
  private RawSignatures() {}

  /**
   * Verifies an ECDSA signature on P-256.
   *
   * @param signature r and s, 32 bytes each
   * @throws CryptoException BAD_SIGNATURE; BAD_ALGORITHM or WEAK_KEY if the key is another
   */
  public static void verifyP256(PublicKey key, Bytes signed, Bytes signature)
      throws CryptoException {
    KeyPolicy.check(key);
    if (!KeyPolicy.isOn(NamedCurve.P256, key)) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "the key is not on P-256");
    }
    Signatures.verify("SHA256withECDSAinP1363Format", key, signed.toArray(), signature.toArray());
  }

  /**
   * Verifies an RSASSA-PKCS1-v1_5 signature.
   *
   * @throws CryptoException BAD_SIGNATURE; BAD_ALGORITHM or WEAK_KEY if the key is another
   */
  public static void verifyRsa(PublicKey key, Bytes signed, Bytes signature)
      throws CryptoException {
    KeyPolicy.check(key);
    if (!key.getAlgorithm().equals("RSA")) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "the key is not for RSA");
    }
    Signatures.verify("SHA256withRSA", key, signed.toArray(), signature.toArray());
  }
}
