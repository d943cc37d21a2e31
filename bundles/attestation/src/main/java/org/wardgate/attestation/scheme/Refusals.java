package org.wardgate.attestation.scheme;

import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;

/** What the cryptography refused, in the words of attestation. Stateless. */
public final class Refusals {
  private Refusals() {}

  /** The same with a code of the catalogue. */
  public static RefusedException of(CryptoException e) {
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
