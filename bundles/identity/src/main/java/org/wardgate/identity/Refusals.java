package org.wardgate.identity;

import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;

/** What a chain that does not validate is refused as. Stateless. */
final class Refusals {
  private Refusals() {}

  static RefusedException of(String what, CryptoException e) {
    return new RefusedException(code(e), what + ": " + e.getMessage(), e);
  }

  static RefusedException malformed(String detail) {
    return new RefusedException(OnboardingErrors.MALFORMED_CERTIFICATE, detail);
  }

  static boolean untrusted(CryptoException e) {
    return code(e).equals(OnboardingErrors.UNTRUSTED_CHAIN);
  }

  /** "Nobody's" says least: every other manufacturer says that too. */
  static CryptoException moreTelling(@Nullable CryptoException before, CryptoException now) {
    return before == null || untrusted(before) ? now : before;
  }

  private static ErrorCode code(CryptoException e) {
    return switch (e.reason()) {
      case EXPIRED, NOT_YET_VALID -> OnboardingErrors.CERTIFICATE_EXPIRED;
      case WEAK_KEY, BAD_ALGORITHM -> OnboardingErrors.WEAK_KEY;
      case REVOKED -> OnboardingErrors.REVOKED;
      case UNTRUSTED, BAD_SIGNATURE -> OnboardingErrors.UNTRUSTED_CHAIN;
      default -> OnboardingErrors.MALFORMED_CERTIFICATE;
    };
  }
}
