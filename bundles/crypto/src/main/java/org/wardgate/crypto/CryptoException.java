package org.wardgate.crypto;

/**
 * Input was refused. The message says why in one line and never repeats what the stranger sent
 * beyond numbers and object identifiers.
 */
public final class CryptoException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why input was refused. */
  public enum Reason {
    /** It does not follow its format. */
    MALFORMED,
    /** It, or a part of it, is larger or longer than allowed. */
    TOO_LARGE,
    /** It is nested deeper than allowed. */
    TOO_DEEP,
    /** A CBOR item of indefinite length. */
    INDEFINITE_LENGTH,
    /** A key or label occurs twice. */
    DUPLICATE_KEY,
    /** Bytes follow its end. */
    TRAILING_DATA,
    /** An algorithm is missing, unknown or not allowed. */
    BAD_ALGORITHM,
    /** A signature or message authentication code is wrong. */
    BAD_SIGNATURE,
    /** No path leads to an anchor. */
    UNTRUSTED,
    /** A certificate of the path has expired. */
    EXPIRED,
    /** A certificate of the path is not valid yet. */
    NOT_YET_VALID,
    /** A key is too small, of an unknown kind, or no valid key at all. */
    WEAK_KEY,
    /** A certificate may not be used for this. */
    BAD_USAGE,
    /** A certificate of the path was revoked. */
    REVOKED
  }

  private final Reason reason;

  /**
   * @param reason why
   * @param message one line
   */
  public CryptoException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** As the two-argument form, keeping the cause for the log. */
  public CryptoException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why input was refused. */
  public Reason reason() {
    return reason;
  }
}
