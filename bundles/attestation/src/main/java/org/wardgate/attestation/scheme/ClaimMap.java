package org.wardgate.attestation.scheme;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * A map of claims by integer label, read with type and range. A text label that looks like a number
 * is another label and never found here. Immutable.
 */
public final class ClaimMap {
  private final String where;
  private final CborMap map;

  /**
   * Wraps a map.
   *
   * @param where put before the label in refusals, for example {@code "component 2 "}
   */
  public ClaimMap(String where, CborMap map) {
    this.where = where;
    this.map = map;
  }

  /** The value of a label, whatever it is. */
  public Optional<CborValue> value(long label) {
    return map.get(label);
  }

  /** A byte string that must be there, of one of the lengths. */
  public Bytes bytes(long label, Set<Integer> lengthsBytes) throws RefusedException {
    return optionalBytes(label, lengthsBytes).orElseThrow(() -> missing(label));
  }

  /** A byte string of one of the lengths, if it is there. */
  public Optional<Bytes> optionalBytes(long label, Set<Integer> lengthsBytes)
      throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborBytes bytes && lengthsBytes.contains(bytes.value().length())) {
      return Optional.of(bytes.value());
    }
    throw bad(label, "must be a byte string of a registered length");
  }

  /** A byte string with a length in a range, if it is there. */
  public Optional<Bytes> optionalBytes(long label, int minBytes, int maxBytes)
      throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborBytes bytes
        && bytes.value().length() >= minBytes
        && bytes.value().length() <= maxBytes) {
      return Optional.of(bytes.value());
    }
    throw bad(label, "must be a byte string of " + minBytes + " to " + maxBytes + " bytes");
  }

  /** A text that must be there. */
  public String text(long label, int maxChars) throws RefusedException {
    return optionalText(label, maxChars).orElseThrow(() -> missing(label));
  }

  /** A text, if it is there. */
  public Optional<String> optionalText(long label, int maxChars) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborText text && text.value().length() <= maxChars) {
      return Optional.of(text.value());
    }
    throw bad(label, "must be a text of at most " + maxChars + " characters");
  }

  /** An integer that must be there. */
  public long integer(long label, long min, long max) throws RefusedException {
    return optionalInteger(label, min, max).orElseThrow(() -> missing(label));
  }

  /** An integer, if it is there. */
  public Optional<Long> optionalInteger(long label, long min, long max) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborInt integer
        && integer.fitsLong()
        && integer.asLong() >= min
        && integer.asLong() <= max) {
      return Optional.of(integer.asLong());
    }
    throw bad(label, "must be an integer from " + min + " to " + max);
  }

  /** True or false, if it is there. */
  public Optional<Boolean> optionalBool(long label) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get().equals(CborSimple.TRUE) || value.get().equals(CborSimple.FALSE)) {
      return Optional.of(value.get().equals(CborSimple.TRUE));
    }
    throw bad(label, "must be true or false");
  }

  /** An array that must be there, not empty. */
  public CborArray array(long label, int maxCount) throws RefusedException {
    return optionalArray(label, maxCount).orElseThrow(() -> missing(label));
  }

  /** An array, not empty, if it is there. */
  public Optional<CborArray> optionalArray(long label, int maxCount) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborArray array
        && !array.items().isEmpty()
        && array.items().size() <= maxCount) {
      return Optional.of(array);
    }
    throw bad(label, "must be an array of 1 to " + maxCount);
  }

  /** A refusal of a claim. */
  public RefusedException bad(long label, String what) {
    return new RefusedException(AttestationErrors.BAD_CLAIM, where + "claim " + label + " " + what);
  }

  private RefusedException missing(long label) {
    return new RefusedException(AttestationErrors.MISSING_CLAIM, where + "claim " + label);
  }
}
