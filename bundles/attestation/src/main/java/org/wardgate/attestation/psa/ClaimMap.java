package org.wardgate.attestation.psa;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * A map of claims by integer label, read with type and range. A text label that looks like a number
 * is another label and never found here.
 */
final class ClaimMap {
  private final String where;
  private final CborMap map;

  ClaimMap(String where, CborMap map) {
    this.where = where;
    this.map = map;
  }

  Bytes bytes(long label, Set<Integer> lengthsBytes) throws RefusedException {
    return optionalBytes(label, lengthsBytes).orElseThrow(() -> missing(label));
  }

  Optional<Bytes> optionalBytes(long label, Set<Integer> lengthsBytes) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborBytes bytes && lengthsBytes.contains(bytes.value().length())) {
      return Optional.of(bytes.value());
    }
    throw bad(label, "must be a byte string of a registered length");
  }

  String text(long label, int maxChars) throws RefusedException {
    return optionalText(label, maxChars).orElseThrow(() -> missing(label));
  }

  Optional<String> optionalText(long label, int maxChars) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborText text && text.value().length() <= maxChars) {
      return Optional.of(text.value());
    }
    throw bad(label, "must be a text of at most " + maxChars + " characters");
  }

  long integer(long label, long min, long max) throws RefusedException {
    CborValue value = map.get(label).orElseThrow(() -> missing(label));
    if (value instanceof CborInt integer
        && integer.fitsLong()
        && integer.asLong() >= min
        && integer.asLong() <= max) {
      return integer.asLong();
    }
    throw bad(label, "must be an integer from " + min + " to " + max);
  }

  CborArray array(long label, int maxCount) throws RefusedException {
    CborValue value = map.get(label).orElseThrow(() -> missing(label));
    if (value instanceof CborArray array
        && !array.items().isEmpty()
        && array.items().size() <= maxCount) {
      return array;
    }
    throw bad(label, "must be an array of 1 to " + maxCount);
  }

  RefusedException bad(long label, String what) {
    return new RefusedException(AttestationErrors.BAD_CLAIM, where + "claim " + label + " " + what);
  }

  private RefusedException missing(long label) {
    return new RefusedException(AttestationErrors.MISSING_CLAIM, where + "claim " + label);
  }
}
