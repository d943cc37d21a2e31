package org.wardgate.onboarding;

import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificationRequest;

/**
 * Takes from a certification request what the ward takes: the public key, once possession of its
 * private half is proved. The subject, and whatever else it wishes for, stays behind.
 */
final class CsrReader {
  private CsrReader() {}

  /**
   * The request's key.
   *
   * @param der PKCS #10
   * @return its SubjectPublicKeyInfo, DER
   * @throws RefusedException MALFORMED_CSR, WEAK_KEY or BAD_POSSESSION
   */
  static Bytes provenKey(Bytes der) throws RefusedException {
    try {
      CertificationRequest request = CertificationRequest.ofDer(der);
      request.verifyPossession();
      return request.publicKeySpki();
    } catch (CryptoException e) {
      throw new RefusedException(errorCode(e), String.valueOf(e.getMessage()), e);
    }
  }

  private static ErrorCode errorCode(CryptoException e) {
    return switch (e.reason()) {
      case BAD_SIGNATURE -> OnboardingErrors.BAD_POSSESSION;
      case WEAK_KEY, BAD_ALGORITHM -> OnboardingErrors.WEAK_KEY;
      default -> OnboardingErrors.MALFORMED_CSR;
    };
  }
}
