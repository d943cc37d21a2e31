package org.wardgate.registrar.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.registrar.json.JsonText;

/**
 * What a pledge says about its voucher or its enrolment (RFC 8995 §5.7, §5.9.4). Fields nobody here
 * knows, and the context of the reason, are ignored.
 *
 * @param success whether it worked
 * @param reason in the pledge's words, cleaned, at most 200 characters
 */
public record PledgeStatus(boolean success, String reason) {
  /** Largest report, in bytes. */
  public static final int SIZE_MAX_BYTES = 2_048;

  private static final CborLimits LIMITS = new CborLimits(SIZE_MAX_BYTES, 8, 256);
  private static final ErrorCode MALFORMED = OnboardingErrors.PLEDGE_STATUS_MALFORMED;

  /**
   * Reads a report in CBOR.
   *
   * @throws RefusedException PLEDGE_STATUS_MALFORMED
   */
  public static PledgeStatus ofCbor(Bytes content) throws RefusedException {
    try {
      return of(CborReader.read(content, LIMITS));
    } catch (CryptoException e) {
      throw new RefusedException(MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a report in JSON.
   *
   * @throws RefusedException PLEDGE_STATUS_MALFORMED
   */
  public static PledgeStatus ofJson(Bytes content) throws RefusedException {
    try {
      return of(JsonText.read(content, SIZE_MAX_BYTES));
    } catch (CryptoException e) {
      throw new RefusedException(MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  private static PledgeStatus of(CborValue value) throws RefusedException {
    if (!(value instanceof CborMap map)) {
      throw new RefusedException(MALFORMED, "no map");
    }
    if (!isVersion(map.get("version").orElse(null))) {
      throw new RefusedException(MALFORMED, "no version");
    }
    CborValue status = map.get("status").orElse(CborSimple.UNDEFINED);
    if (!status.equals(CborSimple.TRUE) && !status.equals(CborSimple.FALSE)) {
      throw new RefusedException(MALFORMED, "a status that is neither true nor false");
    }
    Optional<CborValue> reason = map.get("reason");
    if (reason.isPresent() && !(reason.get() instanceof CborText)) {
      throw new RefusedException(MALFORMED, "a reason that is no text");
    }
    String words = reason.map(text -> ((CborText) text).value()).orElse("");
    return new PledgeStatus(status.equals(CborSimple.TRUE), Problem.clean(words));
  }

  /** RFC 8995's definition has a number, its example a text. */
  private static boolean isVersion(@Nullable CborValue value) {
    return (value instanceof CborInt number && number.value().signum() > 0)
        || (value instanceof CborText text && text.value().matches("[1-9][0-9]{0,3}"));
  }
}
