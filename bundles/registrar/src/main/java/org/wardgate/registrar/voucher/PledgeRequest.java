package org.wardgate.registrar.voucher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;

/**
 * A pledge's voucher request (PVR) that is its own, and made in contact with this registrar (RFC
 * 8995 §3.2, draft-ietf-anima-constrained-voucher §9.2.2).
 *
 * @param encoded the COSE_Sign1 as it came
 * @param nonce absent if the pledge sent none
 */
public record PledgeRequest(Bytes encoded, Optional<Bytes> nonce) {
  private static final ErrorCode MALFORMED = OnboardingErrors.VOUCHER_REQUEST_MALFORMED;

  /**
   * Takes the envelope apart; nothing of it is verified.
   *
   * @throws RefusedException VOUCHER_REQUEST_MALFORMED
   */
  public static CoseSign1 envelope(Bytes encoded) throws RefusedException {
    try {
      if (CoseMessage.parse(encoded, VoucherLimits.CBOR) instanceof CoseSign1 message) {
        return message;
      }
      throw new RefusedException(MALFORMED, "no COSE_Sign1");
    } catch (CryptoException e) {
      throw new RefusedException(MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Verifies a request.
   *
   * @throws RefusedException VOUCHER_REQUEST_MALFORMED, VOUCHER_REQUEST_FORGED or
   *     NOT_THIS_REGISTRAR
   */
  public static PledgeRequest verified(
      Bytes encoded, CoseSign1 message, Pledge pledge, OwnIdentity own, Instant now)
      throws RefusedException {
    try {
      CoseVerifier.verify(message, pledge.idevid().getPublicKey(), Bytes.EMPTY);
    } catch (CryptoException e) {
      throw new RefusedException(
          OnboardingErrors.VOUCHER_REQUEST_FORGED,
          "not signed with the session's IDevID key: " + e.getMessage(),
          e);
    }
    Leaves leaves = Leaves.read(message.payload(), VoucherModule.REQUEST, MALFORMED);
    if (!leaves.serialNumber().equals(pledge.serial())) {
      throw new RefusedException(
          OnboardingErrors.VOUCHER_REQUEST_FORGED, "it names another serial number");
    }
    // RFC 8995 §5.5: a pledge asserts proximity, always
    if (leaves.assertion() != Assertion.PROXIMITY) {
      throw new RefusedException(MALFORMED, "the assertion is not proximity");
    }
    checkProximity(leaves, own);
    checkDate(leaves.date(Leaf.CREATED_ON), now);
    return new PledgeRequest(encoded, leaves.nonce());
  }

  private static void checkProximity(Leaves leaves, OwnIdentity own) throws RefusedException {
    Optional<Bytes> certificate =
        leaves.bytes(Leaf.PROXIMITY_CERT, 1, VoucherLimits.CERTIFICATE_MAX_BYTES);
    Optional<Bytes> key = leaves.bytes(Leaf.PROXIMITY_KEY, 1, VoucherLimits.KEY_MAX_BYTES);
    Optional<Bytes> digest =
        leaves.bytes(
            Leaf.PROXIMITY_KEY_SHA256, VoucherLimits.DIGEST_BYTES, VoucherLimits.DIGEST_BYTES);
    if (Stream.of(certificate, key, digest).filter(Optional::isPresent).count() != 1) {
      throw new RefusedException(MALFORMED, "not exactly one proximity-registrar leaf");
    }
    boolean ours =
        certificate.map(own::isCertificate).orElse(true)
            && key.map(own.key()::equals).orElse(true)
            && digest.map(own.key().sha256()::equals).orElse(true);
    if (!ours) {
      throw new RefusedException(
          OnboardingErrors.NOT_THIS_REGISTRAR,
          "the pledge sees another certificate than this gateway's");
    }
  }

  private static void checkDate(Optional<Instant> createdOn, Instant now) throws RefusedException {
    if (createdOn.isEmpty()) {
      return;
    }
    Duration off = Duration.between(createdOn.get(), now).abs();
    if (off.compareTo(VoucherLimits.PLEDGE_SKEW_MAX) > 0) {
      throw new RefusedException(
          MALFORMED,
          "created-on is "
              + off.toDays()
              + " days from now; a device without a good clock leaves it out");
    }
  }
}
