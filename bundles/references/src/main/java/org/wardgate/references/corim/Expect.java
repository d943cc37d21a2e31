package org.wardgate.references.corim;

import java.util.List;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Takes CBOR items for what they must be, or refuses the file. Stateless. */
final class Expect {
  private Expect() {}

  static RefusedException malformed(String where, String what) {
    return new RefusedException(ReferenceErrors.MALFORMED, where + ": " + what);
  }

  static CborMap map(String where, CborValue value) throws RefusedException {
    if (value instanceof CborMap map && !map.entries().isEmpty()) {
      return map;
    }
    throw malformed(where, "must be a map that is not empty");
  }

  static CborValue member(String where, CborMap map, long label) throws RefusedException {
    return map.get(label).orElseThrow(() -> malformed(where, "label " + label + " is missing"));
  }

  /** At least one item. */
  static List<CborValue> list(String where, CborValue value, int maxCount) throws RefusedException {
    List<CborValue> items = listOrNone(where, value, maxCount);
    if (items.isEmpty()) {
      throw malformed(where, "must not be empty");
    }
    return items;
  }

  static List<CborValue> listOrNone(String where, CborValue value, int maxCount)
      throws RefusedException {
    if (!(value instanceof CborArray array)) {
      throw malformed(where, "must be an array");
    }
    if (array.items().size() > maxCount) {
      throw malformed(where, "has more than " + maxCount + " items");
    }
    return array.items();
  }

  /** Exactly so many items. */
  static List<CborValue> tuple(String where, CborValue value, int minCount, int maxCount)
      throws RefusedException {
    List<CborValue> items = listOrNone(where, value, maxCount);
    if (items.size() < minCount) {
      throw malformed(where, "has fewer than " + minCount + " items");
    }
    return items;
  }

  static String text(String where, CborValue value) throws RefusedException {
    return text(where, value, CorimLimits.TEXT_MAX_CHARS);
  }

  static String text(String where, CborValue value, int maxChars) throws RefusedException {
    if (value instanceof CborText text && text.value().length() <= maxChars) {
      return text.value();
    }
    throw malformed(where, "must be text of at most " + maxChars + " characters");
  }

  static Bytes bytes(String where, CborValue value, int minBytes, int maxBytes)
      throws RefusedException {
    if (value instanceof CborBytes bytes
        && bytes.value().length() >= minBytes
        && bytes.value().length() <= maxBytes) {
      return bytes.value();
    }
    throw malformed(where, "must be a byte string of " + minBytes + " to " + maxBytes + " bytes");
  }

  static long unsigned(String where, CborValue value) throws RefusedException {
    if (value instanceof CborInt number && number.fitsLong() && number.asLong() >= 0) {
      return number.asLong();
    }
    throw malformed(where, "must be a whole number from 0 to 2^63 - 1");
  }

  static boolean bool(String where, CborValue value) throws RefusedException {
    if (value.equals(CborSimple.TRUE)) {
      return true;
    }
    if (value.equals(CborSimple.FALSE)) {
      return false;
    }
    throw malformed(where, "must be true or false");
  }

  /** The tag's number, if the item is tagged. */
  static OptionalLong tag(CborValue value) {
    return value instanceof CborTag tag ? OptionalLong.of(tag.tag()) : OptionalLong.empty();
  }

  /** What is tagged, or the item itself. */
  static CborValue untagged(CborValue value) {
    return value instanceof CborTag tag ? tag.value() : value;
  }
}
