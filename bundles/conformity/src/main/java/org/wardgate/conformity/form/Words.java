package org.wardgate.conformity.form;

import java.util.Locale;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.Measure;
import org.wardgate.api.view.TrustView;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** From what is written to what is meant, in every format alike. Stateless. */
final class Words {
  private static final Pattern GATEWAY = Pattern.compile("[a-z0-9-]{1,64}");

  private Words() {}

  static Decision decision(String text) throws CryptoException {
    return Decision.of(text).orElseThrow(() -> malformed("a decision that is not known"));
  }

  static Status.State status(String text) throws CryptoException {
    return Status.State.of(text).orElseThrow(() -> malformed("a status that is not known"));
  }

  static DeviceState state(String text) throws CryptoException {
    return constant(DeviceState.class, text);
  }

  static Measure measure(String text) throws CryptoException {
    return constant(Measure.class, text);
  }

  static TrustView.Exemption.Kind exemption(String text) throws CryptoException {
    return constant(TrustView.Exemption.Kind.class, text);
  }

  static Tier tier(String text) throws CryptoException {
    return constant(Tier.class, text);
  }

  private static <T extends Enum<T>> T constant(Class<T> kind, String text) throws CryptoException {
    for (T one : kind.getEnumConstants()) {
      if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return one;
      }
    }
    throw malformed("a " + kind.getSimpleName() + " that is not known");
  }

  static String claim(String name) throws CryptoException {
    if (!Evidence.VECTOR.contains(name)) {
      throw malformed("a claim that no vector has");
    }
    return name;
  }

  static int claimValue(long value) throws CryptoException {
    if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
      throw malformed("a claim of the vector out of range");
    }
    return (int) value;
  }

  static double level(double value) throws CryptoException {
    if (!(value >= 0 && value <= 1)) {
      throw malformed("a level that is not 0 to 1");
    }
    return value;
  }

  static Opinion opinion(double belief, double disbelief, double uncertainty, double baseRate)
      throws CryptoException {
    try {
      return new Opinion(belief, disbelief, uncertainty, baseRate);
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "numbers that are no opinion", e);
    }
  }

  static DeviceId device(String text) throws CryptoException {
    try {
      return new DeviceId(text);
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "a subject that is no device", e);
    }
  }

  static String gateway(String text) throws CryptoException {
    if (!GATEWAY.matcher(text).matches()) {
      throw malformed("an issuer that is no gateway");
    }
    return text;
  }

  static Bytes id(Bytes id) throws CryptoException {
    if (id.length() != Claims.ID_BYTES) {
      throw malformed("an id that is not " + Claims.ID_BYTES + " bytes");
    }
    return id;
  }

  static CryptoException malformed(String what) {
    return new CryptoException(Reason.MALFORMED, what);
  }
}
