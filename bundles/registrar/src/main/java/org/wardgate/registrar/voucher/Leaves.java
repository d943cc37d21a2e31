package org.wardgate.registrar.voucher;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * The leaves of a voucher or a voucher request. Their keys may be numbers or names (RFC 9254 §3.2).
 * Leaves nobody here knows are kept and ignored (RFC 8995 §5.6.1).
 */
final class Leaves {
  private static final int SERIAL_MAX_CHARS = 256;
  private static final int DATE_MAX_CHARS = 40;
  private static final int NONCE_MIN_BYTES = 8;
  private static final int NONCE_MAX_BYTES = 32;

  private final ErrorCode malformed;
  private final Map<String, CborValue> values;

  private Leaves(ErrorCode malformed, Map<String, CborValue> values) {
    this.malformed = malformed;
    this.values = values;
  }

  static Leaves read(Bytes payload, VoucherModule module, ErrorCode malformed)
      throws RefusedException {
    CborValue outer;
    try {
      outer = CborReader.read(payload, VoucherLimits.CBOR);
    } catch (CryptoException e) {
      throw new RefusedException(malformed, String.valueOf(e.getMessage()), e);
    }
    if (!(outer instanceof CborMap map) || map.entries().size() != 1) {
      throw new RefusedException(malformed, "no map of one structure");
    }
    Optional<CborValue> inner = map.get(module.sid()).or(() -> map.get(module.structure()));
    if (inner.isEmpty() || !(inner.get() instanceof CborMap leaves)) {
      throw new RefusedException(
          malformed, "the structure is not " + module.sid() + " " + module.structure());
    }
    return new Leaves(malformed, named(leaves, module, malformed));
  }

  private static Map<String, CborValue> named(
      CborMap leaves, VoucherModule module, ErrorCode malformed) throws RefusedException {
    Map<String, CborValue> values = new HashMap<>();
    for (Map.Entry<CborValue, CborValue> entry : leaves.entries().entrySet()) {
      String name;
      if (entry.getKey() instanceof CborInt number && number.fitsLong()) {
        name = module.leaf(number.asLong());
      } else if (entry.getKey() instanceof CborText text) {
        name = text.value();
      } else {
        throw new RefusedException(malformed, "a key that is neither a number nor a name");
      }
      if (values.put(name, entry.getValue()) != null) {
        throw new RefusedException(malformed, "the same leaf twice, by number and by name");
      }
    }
    return values;
  }

  boolean has(String leaf) {
    return values.containsKey(leaf);
  }

  Optional<Bytes> bytes(String leaf, int minBytes, int maxBytes) throws RefusedException {
    CborValue value = values.get(leaf);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof CborBytes bytes
        && bytes.value().length() >= minBytes
        && bytes.value().length() <= maxBytes) {
      return Optional.of(bytes.value());
    }
    throw bad(leaf, "no byte string of " + minBytes + " to " + maxBytes + " B");
  }

  Optional<Bytes> nonce() throws RefusedException {
    return bytes(Leaf.NONCE, NONCE_MIN_BYTES, NONCE_MAX_BYTES);
  }

  String serialNumber() throws RefusedException {
    if (values.get(Leaf.SERIAL_NUMBER) instanceof CborText text
        && !text.value().isEmpty()
        && text.value().length() <= SERIAL_MAX_CHARS) {
      return text.value();
    }
    throw bad(Leaf.SERIAL_NUMBER, "no text of 1 to " + SERIAL_MAX_CHARS + " characters");
  }

  Optional<Instant> date(String leaf) throws RefusedException {
    CborValue value = values.get(leaf);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof CborText text && text.value().length() <= DATE_MAX_CHARS) {
      try {
        // RFC 9911: yang:date-and-time is RFC 3339
        return Optional.of(OffsetDateTime.parse(text.value()).toInstant());
      } catch (DateTimeException e) {
        throw new RefusedException(malformed, leaf + ": no date and time", e);
      }
    }
    throw bad(leaf, "no date and time");
  }

  Assertion assertion() throws RefusedException {
    if (values.get(Leaf.ASSERTION) instanceof CborInt number && number.fitsLong()) {
      Optional<Assertion> known = Assertion.of(number.asLong());
      if (known.isPresent()) {
        return known.get();
      }
    }
    throw bad(Leaf.ASSERTION, "none that is known");
  }

  private RefusedException bad(String leaf, String what) {
    return new RefusedException(malformed, leaf + ": " + what);
  }
}
