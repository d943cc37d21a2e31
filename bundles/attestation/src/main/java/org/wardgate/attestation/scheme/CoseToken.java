package org.wardgate.attestation.scheme;

import java.security.PublicKey;
import java.util.Arrays;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseMac0;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;

/**
 * A claims set in a COSE message: well-formed, its signature or code <em>not yet</em> verified.
 * Immutable.
 *
 * @param message the COSE message
 * @param claims what it says, not to be believed yet
 */
public record CoseToken(CoseMessage message, CborMap claims) {
  /** Largest token, in bytes. */
  public static final int SIZE_MAX_BYTES = 8_192;

  /** Deepest nesting of CBOR items. */
  public static final int DEPTH_MAX = 16;

  /** Most CBOR items: 64 components of 11 items, and room. */
  public static final int ITEMS_MAX_COUNT = 1_024;

  /** The three together. */
  public static final CborLimits LIMITS =
      new CborLimits(SIZE_MAX_BYTES, DEPTH_MAX, ITEMS_MAX_COUNT);

  /** Tag 61 in its two bytes: RFC 8392 §6 allows it around the COSE tag. */
  private static final byte[] CWT_TAG = {(byte) 0xd8, 61};

  private static final long TAG_MAC0 = 17;
  private static final long TAG_SIGN1 = 18;

  /**
   * Parses a tagged COSE_Sign1 or COSE_Mac0 with a map inside. Definite lengths only; integers
   * longer than need be are accepted.
   *
   * @throws RefusedException {@code WG-ATT-0001} to {@code -0005}, {@code -0022} or {@code -0023}
   */
  public static CoseToken parse(Bytes encoded) throws RefusedException {
    CoseMessage message = message(encoded);
    try {
      if (CborReader.read(message.payload(), LIMITS) instanceof CborMap map) {
        return new CoseToken(message, map);
      }
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
    throw new RefusedException(AttestationErrors.MALFORMED, "the payload is not a map");
  }

  /** The message inside tag 61, or as it is without that. */
  public static Bytes withoutCwtTag(Bytes encoded) {
    byte[] content = encoded.toArray();
    return content.length > CWT_TAG.length && content[0] == CWT_TAG[0] && content[1] == CWT_TAG[1]
        ? Bytes.of(Arrays.copyOfRange(content, CWT_TAG.length, content.length))
        : encoded;
  }

  private static CoseMessage message(Bytes encoded) throws RefusedException {
    try {
      return CoseMessage.parse(encoded, LIMITS);
    } catch (CryptoException e) {
      throw isOtherType(encoded)
          ? new RefusedException(AttestationErrors.WRONG_TYPE, "neither tag 17 nor 18", e)
          : Refusals.of(e);
    }
  }

  /** Whether it is good CBOR, but no tagged message: only to give the better reason. */
  private static boolean isOtherType(Bytes encoded) {
    try {
      CborValue value = CborReader.read(encoded, LIMITS);
      return !(value instanceof CborTag tag && (tag.tag() == TAG_SIGN1 || tag.tag() == TAG_MAC0));
    } catch (CryptoException e) {
      return false;
    }
  }

  /** Whether it is signed; otherwise it bears an authentication code. */
  public boolean signed() {
    return message instanceof CoseSign1;
  }

  /**
   * Verifies a signed token.
   *
   * @throws RefusedException {@code WG-ATT-0005} if it is not signed with ECDSA on P-256, {@code
   *     -0006} if the signature is wrong
   */
  public void verify(PublicKey key) throws RefusedException {
    if (!(message instanceof CoseSign1 sign1)) {
      // A MAC made with a public key as its secret must never get as far as a comparison.
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "not signed, but a public key");
    }
    if (sign1.algorithm() != CoseAlgorithms.ES256 && sign1.algorithm() != CoseAlgorithms.ESP256) {
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "algorithm " + sign1.algorithm());
    }
    try {
      CoseVerifier.verify(sign1, key, Bytes.EMPTY);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
  }

  /**
   * Verifies an authenticated token with a secret key.
   *
   * @throws RefusedException {@code WG-ATT-0005} if it is no HMAC 256/256, {@code -0006} if the
   *     code is wrong
   */
  public void verify(Bytes secretKey) throws RefusedException {
    if (!(message instanceof CoseMac0 authenticated)) {
      throw new RefusedException(
          AttestationErrors.BAD_ALGORITHM, "not authenticated, but a secret key");
    }
    try {
      CoseVerifier.verify(authenticated, secretKey, Bytes.EMPTY);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
  }
}
