package org.wardgate.registrar.voucher;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Whether a voucher tells its pledge to trust this registrar and nobody else. Stateless. */
final class PinCheck {
  private PinCheck() {}

  static void check(Leaves leaves, OwnIdentity own, Instant now) throws RefusedException {
    Optional<Bytes> certificate =
        leaves.bytes(Leaf.PINNED_CERT, 1, VoucherLimits.CERTIFICATE_MAX_BYTES);
    Optional<Bytes> key = leaves.bytes(Leaf.PINNED_KEY, 1, VoucherLimits.KEY_MAX_BYTES);
    Optional<Bytes> digest =
        leaves.bytes(
            Leaf.PINNED_KEY_SHA256, VoucherLimits.DIGEST_BYTES, VoucherLimits.DIGEST_BYTES);
    if (Stream.of(certificate, key, digest).allMatch(Optional::isEmpty)) {
      throw new RefusedException(OnboardingErrors.VOUCHER_INVALID, "it pins nobody");
    }
    // draft-ietf-anima-constrained-voucher §8.3: a key that is pinned is the registrar's own
    boolean ours =
        certificate.map(der -> own.descendsFrom(der, now)).orElse(true)
            && key.map(own.key()::equals).orElse(true)
            && digest.map(own.key().sha256()::equals).orElse(true);
    if (!ours) {
      throw new RefusedException(OnboardingErrors.VOUCHER_INVALID, "it is for another registrar");
    }
  }
}
