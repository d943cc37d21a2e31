package org.wardgate.registrar.voucher;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseX509;

/**
 * A voucher that a MASA of the pledge's manufacturer signed for this pledge and this registrar (RFC
 * 8995 §5.6, RFC 8366 §5).
 *
 * @param forPledge without the certificates that only the registrar needs
 * @param signer who signed it
 * @param assertion how the MASA verified the ownership
 * @param nonced whether it carries the pledge's nonce
 * @param expiresOn absent if it does not say
 */
public record Voucher(
    Bytes forPledge,
    X509Certificate signer,
    Assertion assertion,
    boolean nonced,
    Optional<Instant> expiresOn) {
  private static final ErrorCode INVALID = OnboardingErrors.VOUCHER_INVALID;

  /**
   * The serial number a voucher names; nothing of it is verified.
   *
   * @throws RefusedException VOUCHER_INVALID if it cannot be read
   */
  public static String claimedSerial(Bytes encoded) throws RefusedException {
    return Leaves.read(envelope(encoded).payload(), VoucherModule.VOUCHER, INVALID).serialNumber();
  }

  /**
   * Verifies a voucher.
   *
   * @throws RefusedException VOUCHER_INVALID
   */
  public static Voucher verified(Bytes encoded, Expected expected) throws RefusedException {
    CoseSign1 message = envelope(encoded);
    X509Certificate signer =
        SignerCheck.signer(message, expected.pledge().manufacturer(), expected.now());
    Leaves leaves = Leaves.read(message.payload(), VoucherModule.VOUCHER, INVALID);
    checkPledge(leaves, expected.pledge());
    PinCheck.check(leaves, expected.own(), expected.now());
    boolean nonced = checkNonce(leaves, expected);
    Assertion assertion = assertion(leaves, nonced);
    Optional<Instant> expiresOn = checkDates(leaves, nonced, expected);
    // a voucher that sends the pledge elsewhere to enrol
    require(!leaves.has(Leaf.EST_DOMAIN), "it names another domain to enrol in");
    // draft-ietf-anima-constrained-voucher §6.6
    Bytes forPledge = CoseX509.withoutOpenCertificates(message);
    require(
        forPledge.length() <= VoucherLimits.PLEDGE_VOUCHER_MAX_BYTES, "larger than a pledge takes");
    return new Voucher(forPledge, signer, assertion, nonced, expiresOn);
  }

  private static CoseSign1 envelope(Bytes encoded) throws RefusedException {
    try {
      if (CoseMessage.parse(encoded, VoucherLimits.CBOR) instanceof CoseSign1 message) {
        return message;
      }
      throw new RefusedException(INVALID, "no COSE_Sign1");
    } catch (CryptoException e) {
      throw new RefusedException(INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkPledge(Leaves leaves, Pledge pledge) throws RefusedException {
    require(leaves.serialNumber().equals(pledge.serial()), "it is for another serial number");
    Optional<Bytes> issuer = leaves.bytes(Leaf.IDEVID_ISSUER, 1, VoucherLimits.ISSUER_MAX_BYTES);
    require(
        issuer.isEmpty() || issuer.equals(pledge.idevidIssuer()),
        "it is for a device with another IDevID issuer");
  }

  private static boolean checkNonce(Leaves leaves, Expected expected) throws RefusedException {
    Optional<Bytes> nonce = leaves.nonce();
    if (nonce.isEmpty()) {
      require(expected.nonceless().allowed(), "it has no nonce, and nonceless ones do not count");
      return false;
    }
    require(nonce.equals(expected.nonce()), "it has the nonce of another request");
    return true;
  }

  private static Assertion assertion(Leaves leaves, boolean nonced) throws RefusedException {
    Assertion assertion = leaves.assertion();
    require(assertion != Assertion.AGENT_PROXIMITY, "it speaks of a registrar's agent");
    // who saw no request of the pledge cannot know that it is near
    require(nonced || assertion != Assertion.PROXIMITY, "it asserts proximity without a nonce");
    return assertion;
  }

  private static Optional<Instant> checkDates(Leaves leaves, boolean nonced, Expected expected)
      throws RefusedException {
    Optional<Instant> createdOn = leaves.date(Leaf.CREATED_ON);
    Optional<Instant> expiresOn = leaves.date(Leaf.EXPIRES_ON);
    Instant now = expected.now();
    require(createdOn.isPresent(), "it has no created-on");
    Instant created = createdOn.orElseThrow();
    require(
        !created.isAfter(now.plus(VoucherLimits.SKEW_MAX)),
        "it was made after now: " + created + ", now " + now);
    require(
        !nonced || !created.isBefore(now.minus(VoucherLimits.PLEDGE_SKEW_MAX)),
        "it has a nonce but is old: " + created + ", now " + now);
    require(
        expiresOn.map(now::isBefore).orElse(nonced),
        expiresOn.map(end -> "it expired " + end).orElse("it has neither nonce nor expires-on"));
    if (!nonced) {
      Duration life = Duration.between(created, expiresOn.orElseThrow());
      require(
          life.compareTo(Duration.ofDays(expected.nonceless().daysMax())) <= 0,
          "it counts for " + life.toDays() + " days, allowed " + expected.nonceless().daysMax());
    }
    return expiresOn;
  }

  private static void require(boolean condition, String otherwise) throws RefusedException {
    if (!condition) {
      throw new RefusedException(INVALID, otherwise);
    }
  }
}
