package org.wardgate.conformity.form;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborFloat;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/** Claims of a CBOR map with integer labels, read strictly. For one thread. */
final class CborClaims {
  private final Map<CborValue, CborValue> entries;

  CborClaims() {
    this(new LinkedHashMap<>());
  }

  private CborClaims(Map<CborValue, CborValue> entries) {
    this.entries = entries;
  }

  static CborClaims read(Bytes payload) throws CryptoException {
    if (CborReader.read(payload, Limits.CBOR) instanceof CborMap map) {
      return new CborClaims(new LinkedHashMap<>(map.entries()));
    }
    throw Words.malformed("claims that are no CBOR map");
  }

  Bytes write() {
    return CborWriter.write(map());
  }

  CborMap map() {
    return new CborMap(entries);
  }

  CborClaims put(long label, CborValue value) {
    entries.put(CborInt.of(label), value);
    return this;
  }

  CborClaims put(long label, String text) {
    return put(label, new CborText(text));
  }

  CborClaims put(long label, Bytes bytes) {
    return put(label, new CborBytes(bytes));
  }

  CborClaims put(long label, double number) {
    return put(label, new CborFloat(number));
  }

  CborClaims put(long label, Instant seconds) {
    return put(label, CborInt.of(seconds.getEpochSecond()));
  }

  Optional<CborValue> find(long label) {
    return Optional.ofNullable(entries.get(CborInt.of(label)));
  }

  boolean has(long label) {
    return find(label).isPresent();
  }

  CborClaims map(long label) throws CryptoException {
    if (find(label).orElse(null) instanceof CborMap map) {
      return new CborClaims(new LinkedHashMap<>(map.entries()));
    }
    throw Words.malformed("claim " + label + " is missing or no map");
  }

  CborMap rawMap(long label) throws CryptoException {
    if (find(label).orElse(null) instanceof CborMap map) {
      return map;
    }
    throw Words.malformed("claim " + label + " is missing or no map");
  }

  List<CborValue> array(long label) throws CryptoException {
    if (find(label).orElse(null) instanceof CborArray array
        && array.items().size() <= Limits.PARTS_MAX_COUNT) {
      return array.items();
    }
    throw Words.malformed("claim " + label + " is missing or no short array");
  }

  String text(long label) throws CryptoException {
    return text(find(label).orElse(null), label);
  }

  static String text(@Nullable CborValue value, long label) throws CryptoException {
    if (value instanceof CborText text && text.value().length() <= JsonClaims.TEXT_MAX_CHARS) {
      return text.value();
    }
    throw Words.malformed("claim " + label + " is missing or no short text");
  }

  Bytes bytes(long label) throws CryptoException {
    if (find(label).orElse(null) instanceof CborBytes bytes) {
      return bytes.value();
    }
    throw Words.malformed("claim " + label + " is missing or no bytes");
  }

  long integer(long label) throws CryptoException {
    return integer(find(label).orElse(null), label);
  }

  static long integer(@Nullable CborValue value, long label) throws CryptoException {
    if (value instanceof CborInt number && number.fitsLong()) {
      return number.asLong();
    }
    throw Words.malformed("claim " + label + " is missing or no integer");
  }

  double number(long label) throws CryptoException {
    if (find(label).orElse(null) instanceof CborFloat number && Double.isFinite(number.value())) {
      return number.value();
    }
    throw Words.malformed("claim " + label + " is missing or no finite number");
  }

  Instant seconds(long label) throws CryptoException {
    long seconds = integer(label);
    if (seconds < 0 || seconds > Limits.SECONDS_MAX) {
      throw Words.malformed("claim " + label + " is no time");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
