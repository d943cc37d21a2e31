package org.wardgate.attestation.tpm;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.Refusals;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.RawSignatures;

/**
 * A TPMT_SIGNATURE (TPM 2.0 Library Part 2 §11.3.4): ECDSA on P-256 or RSASSA, with SHA-256.
 * Immutable.
 *
 * @param ecdsa otherwise RSASSA
 * @param value r and s, 32 bytes each; or as long as the modulus
 */
record TpmSignature(boolean ecdsa, Bytes value) {
  private static final int ALG_RSASSA = 0x0014;
  private static final int ALG_ECDSA = 0x0018;
  private static final int ALG_SHA256 = 0x000B;
  private static final int COORDINATE_BYTES = 32;
  private static final int RSA_MAX_BYTES = 512;

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-ATT-0005} for other algorithms, {@code -0033} or {@code
   *     -0022} for another form
   */
  static TpmSignature read(Bytes encoded) throws RefusedException {
    TpmReader in = new TpmReader("its signature", encoded);
    int algorithm = in.uint16();
    if (algorithm != ALG_ECDSA && algorithm != ALG_RSASSA) {
      throw new RefusedException(
          AttestationErrors.BAD_ALGORITHM, "TPM signature algorithm " + algorithm);
    }
    int hash = in.uint16();
    if (hash != ALG_SHA256) {
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "TPM hash algorithm " + hash);
    }
    Bytes value =
        algorithm == ALG_ECDSA
            ? Bytes.ofHex(coordinate(in) + coordinate(in))
            : in.sized(RSA_MAX_BYTES);
    in.end();
    return new TpmSignature(algorithm == ALG_ECDSA, value);
  }

  /** Of 32 bytes in hexadecimal; TPMs may leave leading zeros out. */
  private static String coordinate(TpmReader in) throws RefusedException {
    String hex = in.sized(COORDINATE_BYTES).hex();
    return "0".repeat(2 * COORDINATE_BYTES - hex.length()) + hex;
  }

  /**
   * Verifies it.
   *
   * @throws RefusedException {@code WG-ATT-0005} if the key is for another algorithm, {@code -0006}
   */
  void verify(Bytes signed, PublicKey key) throws RefusedException {
    try {
      if (ecdsa) {
        RawSignatures.verifyP256(key, signed, value);
      } else {
        RawSignatures.verifyRsa(key, signed, value);
      }
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
  }
}
