package org.wardgate.conformity.form;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * A device's key on a NIST curve, as JWK and COSE_Key name it. Immutable.
 *
 * @param curve {@code P-256} or {@code P-384}
 * @param x as long as the curve's field
 * @param y likewise
 */
record DeviceKey(String curve, Bytes x, Bytes y) {
  static final String P256 = "P-256";
  static final String P384 = "P-384";

  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;

  /** The key in a SubjectPublicKeyInfo; empty if it is of another kind. */
  static Optional<DeviceKey> ofSpki(Bytes spki) {
    PublicKey key;
    try {
      key = PublicKeys.ofSpki(spki);
    } catch (CryptoException e) {
      // a key that nobody here would accept is no key to bind to
      return Optional.empty();
    }
    if (!(key instanceof ECPublicKey ec)) {
      return Optional.empty();
    }
    int bits = ec.getParams().getCurve().getField().getFieldSize();
    if (bits != P256_BITS && bits != P384_BITS) {
      return Optional.empty();
    }
    int length = bits / Byte.SIZE;
    return Optional.of(
        new DeviceKey(
            bits == P256_BITS ? P256 : P384,
            fixed(ec.getW().getAffineX(), length),
            fixed(ec.getW().getAffineY(), length)));
  }

  /**
   * Its SubjectPublicKeyInfo.
   *
   * @throws CryptoException WEAK_KEY if there is no such key
   */
  Bytes spki() throws CryptoException {
    return PublicKeys.spki(PublicKeys.ofJwkEc(curve, x, y));
  }

  private static Bytes fixed(BigInteger coordinate, int length) {
    byte[] raw = coordinate.toByteArray();
    byte[] padded = new byte[length];
    int copied = Math.min(raw.length, length);
    System.arraycopy(raw, raw.length - copied, padded, length - copied, copied);
    return Bytes.of(padded);
  }
}
