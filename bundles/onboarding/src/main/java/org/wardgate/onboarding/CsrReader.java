package org.wardgate.onboarding;

import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.KeyKind;

/**
 * Reads certification requests, once possession of the private key is proved. What the ward takes
 * from one is its public key; the subject, and whatever else it wishes for, stays behind.
 */
final class CsrReader {
  private CsrReader() {}

  /**
   * Reads a request and verifies its signature.
   *
   * @param der PKCS #10
   * @throws RefusedException MALFORMED_CSR, WEAK_KEY or BAD_POSSESSION
   */
  static CertificationRequest proven(Bytes der) throws RefusedException {
    try {
      CertificationRequest request = CertificationRequest.ofDer(der);
      if (KeyKind.of(request.publicKey()) == KeyKind.OTHER) {
        throw new RefusedException(
            OnboardingErrors.WEAK_KEY, "the ward certifies P-256, P-384 and Ed25519 keys");
      }
      request.verifyPossession();
      return request;
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  /** A refusal of a request as the device hears it. */
  static RefusedException refused(CryptoException e) {
    return new RefusedException(errorCode(e), String.valueOf(e.getMessage()), e);
  }

  private static ErrorCode errorCode(CryptoException e) {
    return switch (e.reason()) {
      case BAD_SIGNATURE -> OnboardingErrors.BAD_POSSESSION;
      case WEAK_KEY, BAD_ALGORITHM -> OnboardingErrors.WEAK_KEY;
      default -> OnboardingErrors.MALFORMED_CSR;
    };
  }
}
