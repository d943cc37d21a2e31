package org.wardgate.coap.eap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/**
 * The CBOR map behind an EAP packet (RFC 9820 §5). Immutable.
 *
 * @param suites cipher suites proposed, or the one chosen; empty if not there
 * @param ridC the id the device puts into messages to the gateway
 * @param ridI the id the gateway puts into messages to the device
 * @param lifetimeSeconds of the session
 */
record CoapEapInfo(
    List<Integer> suites,
    Optional<Bytes> ridC,
    Optional<Bytes> ridI,
    OptionalLong lifetimeSeconds) {
  static final CoapEapInfo EMPTY =
      new CoapEapInfo(List.of(), Optional.empty(), Optional.empty(), OptionalLong.empty());

  /** More suites than this nobody proposes. */
  static final int SUITES_MAX_COUNT = 16;

  private static final int SUITES = 1;
  private static final int RID_C = 2;
  private static final int RID_I = 3;
  private static final int LIFETIME = 4;
  private static final CborLimits LIMITS = new CborLimits(256, 2, 64);
  private static final int SUITE_RANGE = 65_536;

  CoapEapInfo {
    suites = List.copyOf(suites);
  }

  /** Reads a map; nothing at all is an empty one. Labels not known are ignored. */
  static Optional<CoapEapInfo> parse(Bytes encoded) {
    if (encoded.length() == 0) {
      return Optional.of(EMPTY);
    }
    try {
      return CborReader.read(encoded, LIMITS) instanceof CborMap map
          ? Optional.of(of(map))
          : Optional.empty();
    } catch (CryptoException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static CoapEapInfo of(CborMap map) {
    return new CoapEapInfo(
        map.get(SUITES).map(CoapEapInfo::suites).orElse(List.of()),
        map.get(RID_C).map(CoapEapInfo::bytes),
        map.get(RID_I).map(CoapEapInfo::bytes),
        map.get(LIFETIME).map(v -> OptionalLong.of(number(v))).orElse(OptionalLong.empty()));
  }

  private static List<Integer> suites(CborValue value) {
    if (!(value instanceof CborArray array)
        || array.items().isEmpty()
        || array.items().size() > SUITES_MAX_COUNT) {
      throw new IllegalArgumentException("cipher suites");
    }
    return array.items().stream().map(CoapEapInfo::suite).toList();
  }

  private static int suite(CborValue value) {
    long suite = number(value);
    if (Math.abs(suite) > SUITE_RANGE) {
      throw new IllegalArgumentException("cipher suite");
    }
    return (int) suite;
  }

  private static Bytes bytes(CborValue value) {
    if (value instanceof CborBytes bytes) {
      return bytes.value();
    }
    throw new IllegalArgumentException("not a byte string");
  }

  private static long number(CborValue value) {
    if (value instanceof CborInt integer && integer.fitsLong()) {
      return integer.asLong();
    }
    throw new IllegalArgumentException("not a number");
  }

  /** The array of suites alone, as it goes into the derivation of keys. */
  static Bytes encodeSuites(List<Integer> suites) {
    return CborWriter.write(new CborArray(suites.stream().<CborValue>map(CborInt::of).toList()));
  }

  Bytes encode() {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    if (!suites.isEmpty()) {
      entries.put(
          CborInt.of(SUITES), new CborArray(suites.stream().<CborValue>map(CborInt::of).toList()));
    }
    ridC.ifPresent(id -> entries.put(CborInt.of(RID_C), new CborBytes(id)));
    ridI.ifPresent(id -> entries.put(CborInt.of(RID_I), new CborBytes(id)));
    lifetimeSeconds.ifPresent(s -> entries.put(CborInt.of(LIFETIME), CborInt.of(s)));
    return CborWriter.write(new CborMap(entries));
  }
}
