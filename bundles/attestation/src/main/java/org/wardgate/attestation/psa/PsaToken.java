package org.wardgate.attestation.psa;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.ErrorCode;
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
 * A PSA attestation token (RFC 9783 §5): well-formed, its claims readable, its signature <em>not
 * yet</em> verified. Immutable.
 *
 * @param message the COSE message
 * @param claims what it says
 */
public record PsaToken(CoseMessage message, PsaClaims claims) {
  /** Largest token, in bytes. */
  public static final int SIZE_MAX_BYTES = 8_192;

  /** Deepest nesting of CBOR items. */
  public static final int DEPTH_MAX = 16;

  /** Most CBOR items: 64 components of 11 items, and room. */
  public static final int ITEMS_MAX_COUNT = 1_024;

  private static final CborLimits LIMITS =
      new CborLimits(SIZE_MAX_BYTES, DEPTH_MAX, ITEMS_MAX_COUNT);
  private static final long TAG_MAC0 = 17;
  private static final long TAG_SIGN1 = 18;

  /**
   * Parses. RFC 9783 §5.1: definite lengths, tagged, non-preferred integers allowed.
   *
   * @throws RefusedException {@code WG-ATT-0001} to {@code -0005}, {@code -0012} to {@code -0014},
   *     {@code -0022} or {@code -0023}
   */
  public static PsaToken parse(Bytes encoded) throws RefusedException {
    CoseMessage message = message(encoded);
    CborValue payload;
    try {
      payload = CborReader.read(message.payload(), LIMITS);
    } catch (CryptoException e) {
      throw refused(e);
    }
    if (!(payload instanceof CborMap map)) {
      throw new RefusedException(AttestationErrors.MALFORMED, "the payload is not a map");
    }
    return new PsaToken(message, PsaClaimsReader.read(map));
  }

  private static CoseMessage message(Bytes encoded) throws RefusedException {
    try {
      return CoseMessage.parse(encoded, LIMITS);
    } catch (CryptoException e) {
      throw isOtherType(encoded)
          ? new RefusedException(AttestationErrors.WRONG_TYPE, "neither tag 17 nor 18", e)
          : refused(e);
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

  /**
   * Verifies a signed token.
   *
   * @throws RefusedException {@code WG-ATT-0005} if it is not signed with ECDSA on P-256, {@code
   *     -0006} if the signature is wrong
   */
  public void verify(PublicKey key) throws RefusedException {
    if (!(message instanceof CoseSign1 signed)) {
      // A MAC made with a public key as its secret must never get as far as a comparison.
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "not signed, but a public key");
    }
    if (signed.algorithm() != CoseAlgorithms.ES256 && signed.algorithm() != CoseAlgorithms.ESP256) {
      throw new RefusedException(
          AttestationErrors.BAD_ALGORITHM, "algorithm " + signed.algorithm());
    }
    try {
      CoseVerifier.verify(signed, key, Bytes.EMPTY);
    } catch (CryptoException e) {
      throw refused(e);
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
      throw refused(e);
    }
  }

  /** Compares the nonce inside the signed payload, in constant time. */
  public void requireNonce(Bytes nonce) throws RefusedException {
    if (!claims.nonce().equals(nonce)) {
      throw new RefusedException(AttestationErrors.NONCE_MISMATCH, "it carries " + claims.nonce());
    }
  }

  private static RefusedException refused(CryptoException e) {
    return new RefusedException(code(e.reason()), String.valueOf(e.getMessage()), e);
  }

  private static ErrorCode code(CryptoException.Reason reason) {
    return switch (reason) {
      case TOO_LARGE -> AttestationErrors.TOO_LARGE;
      case INDEFINITE_LENGTH -> AttestationErrors.INDEFINITE_LENGTH;
      case DUPLICATE_KEY -> AttestationErrors.DUPLICATE_KEY;
      case TRAILING_DATA -> AttestationErrors.TRAILING_DATA;
      case BAD_ALGORITHM -> AttestationErrors.BAD_ALGORITHM;
      case MALFORMED, TOO_DEEP -> AttestationErrors.MALFORMED;
      case BAD_SIGNATURE, UNTRUSTED, EXPIRED, NOT_YET_VALID, WEAK_KEY, BAD_USAGE, REVOKED ->
          AttestationErrors.BAD_SIGNATURE;
    };
  }
}
