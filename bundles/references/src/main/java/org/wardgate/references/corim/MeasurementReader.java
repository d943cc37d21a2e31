package org.wardgate.references.corim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;

/** Reads one measurement-map. For one use, by one thread. */
final class MeasurementReader {
  /** Element key of a PSA software component (draft-fdb-rats-psa-endorsements). */
  static final String PSA_COMPONENT = "psa.software-component";

  private static final long TAG_PSA_REFVAL = 601;
  private static final long TAG_SVN = 552;
  private static final long TAG_MIN_SVN = 553;
  private static final long TAG_MASKED_RAW = 563;

  private static final long KEY = 0;
  private static final long VALUES = 1;
  private static final long AUTHORIZED_BY = 2;

  private static final Map<Long, String> UNUSABLE =
      Map.of(
          6L, "a MAC address",
          7L, "an IP address",
          9L, "a UEID",
          10L, "a UUID",
          15L, "a range of numbers");

  private static final long IS_CONFIGURED = 0;

  private final String where;
  private final Notes notes;
  private final List<String> unusable = new ArrayList<>();
  private final Map<String, Map<String, Set<Bytes>>> registers = new HashMap<>();
  private final Map<String, Boolean> flags = new HashMap<>();
  private Map<String, Set<Bytes>> digests = Map.of();
  private String key = "";
  private String name = "";
  private String version = "";
  private String serial = "";
  private String certification = "";
  private Optional<Bytes> signerId = Optional.empty();
  private OptionalLong svn = OptionalLong.empty();

  MeasurementReader(String where, Notes notes) {
    this.where = where;
    this.notes = notes;
  }

  Measurement read(CborValue value) throws RefusedException {
    CborMap map = Expect.map(where, value);
    Optional<CborValue> elementKey = map.get(KEY);
    if (elementKey.isPresent()) {
      key(elementKey.get());
    }
    CborMap values = Expect.map(where + " values", Expect.member(where, map, VALUES));
    for (Map.Entry<CborValue, CborValue> entry : values.entries().entrySet()) {
      if (entry.getKey() instanceof CborInt label && label.fitsLong()) {
        value(label.asLong(), entry.getValue());
      } else {
        unusable.add("a value not known here");
      }
    }
    if (map.get(AUTHORIZED_BY).isPresent()) {
      CryptoKey.list(where + " authorized-by", map.get(AUTHORIZED_BY).get(), notes);
      unusable.add("an authority that must have said it");
    }
    return new Measurement(
        key,
        name,
        signerId,
        version,
        svn,
        digests,
        registers,
        flags,
        serial,
        certification,
        unusable);
  }

  private void key(CborValue value) throws RefusedException {
    OptionalLong tag = Expect.tag(value);
    if (tag.isEmpty()) {
      Optional<String> plain = Identifiers.plain(where + " key", value);
      key = plain.orElseThrow(() -> Expect.malformed(where, "an element key of a wrong kind"));
      name = key.equals(PSA_COMPONENT) ? "" : key;
    } else if (tag.getAsLong() == TAG_PSA_REFVAL) {
      psaKey(Expect.map(where + " key", Expect.untagged(value)));
    } else {
      Optional<String> other =
          Identifiers.uuidOrOid(where + " key", tag.getAsLong(), Expect.untagged(value));
      key = other.orElse("unknown");
      name = key;
      if (other.isEmpty()) {
        unusable.add("an element key of a kind not known here");
      }
    }
  }

  // RFC 9783 §4.4.1 gives the labels: measurement type, version, signer id
  private void psaKey(CborMap map) throws RefusedException {
    key = PSA_COMPONENT;
    for (Map.Entry<CborValue, CborValue> entry : map.entries().entrySet()) {
      CborValue value = entry.getValue();
      if (entry.getKey().equals(CborInt.of(1))) {
        name = Expect.text(where + " measurement type", value);
      } else if (entry.getKey().equals(CborInt.of(4))) {
        version = Expect.text(where + " version", value);
      } else if (entry.getKey().equals(CborInt.of(5))) {
        signerId =
            Optional.of(
                Expect.bytes(where + " signer id", value, 32, CorimLimits.DIGEST_MAX_BYTES));
      } else {
        unusable.add("a PSA component key with a label not known here");
      }
    }
  }

  private void value(long label, CborValue value) throws RefusedException {
    String at = where + " value " + label;
    switch ((int) Math.max(-1, Math.min(label, Integer.MAX_VALUE))) {
      case 0 -> version(at, value);
      case 1 -> svn(at, value);
      case 2 -> {
        digests = Digests.read(at, value, notes);
        if (digests.isEmpty()) {
          unusable.add("digests of unknown hashes only");
        }
      }
      case 3 -> flags(at, value);
      case 4 -> raw(at, value);
      case 5 -> Expect.bytes(at, value, 1, CorimLimits.KEY_MAX_CHARS);
      case 8 -> serial = Expect.text(at, value);
      case 11 -> name = Expect.text(at, value);
      case 13 -> keys(at, value);
      case 14 -> registers(at, value);
      case 100 -> certification = Expect.text(at, value);
      default -> unusable.add(UNUSABLE.getOrDefault(label, "a value not known here"));
    }
  }

  private void version(String at, CborValue value) throws RefusedException {
    version = Expect.text(at, Expect.member(at, Expect.map(at, value), 0));
  }

  private void svn(String at, CborValue value) throws RefusedException {
    long tag = Expect.tag(value).orElse(TAG_SVN);
    if (tag != TAG_SVN && tag != TAG_MIN_SVN) {
      throw Expect.malformed(at, "a security version number with tag " + tag);
    }
    svn = OptionalLong.of(Expect.unsigned(at, Expect.untagged(value)));
  }

  private void flags(String at, CborValue value) throws RefusedException {
    for (Map.Entry<CborValue, CborValue> flag : Expect.map(at, value).entries().entrySet()) {
      long number = Expect.unsigned(at, flag.getKey());
      boolean state = Expect.bool(at, flag.getValue());
      if (number == IS_CONFIGURED) {
        flags.put("is-configured", state);
      } else {
        // no evidence shows it: without it the rest would say more than the issuer did
        unusable.add("a flag that nothing here compares");
      }
    }
  }

  private void raw(String at, CborValue value) throws RefusedException {
    long tag = Expect.tag(value).orElse(-1);
    if (tag == TAG_MASKED_RAW) {
      for (CborValue part : Expect.tuple(at, Expect.untagged(value), 2, 2)) {
        Expect.bytes(at, part, 1, CorimLimits.KEY_MAX_CHARS);
      }
    } else if (tag == Identifiers.TAG_BYTES) {
      Expect.bytes(at, Expect.untagged(value), 1, CorimLimits.KEY_MAX_CHARS);
    }
    unusable.add("a raw value");
  }

  /** For a PSA component the key's digest is the signer id; other keys say nothing usable. */
  private void keys(String at, CborValue value) throws RefusedException {
    List<CryptoKey> keys = CryptoKey.list(at, value, notes);
    if (keys.size() == 1
        && keys.get(0).kind() == CryptoKey.Kind.BYTES
        && key.equals(PSA_COMPONENT)) {
      signerId = Optional.of(keys.get(0).bytes());
    } else {
      unusable.add("keys");
    }
  }

  private void registers(String at, CborValue value) throws RefusedException {
    CborMap map = Expect.map(at, value);
    if (map.entries().size() > CorimLimits.REGISTERS_MAX_COUNT) {
      throw Expect.malformed(at, "more than " + CorimLimits.REGISTERS_MAX_COUNT + " registers");
    }
    for (Map.Entry<CborValue, CborValue> register : map.entries().entrySet()) {
      String plain =
          Identifiers.plain(at, register.getKey())
              .orElseThrow(() -> Expect.malformed(at, "a register that is no number or text"));
      String named = register.getKey() instanceof CborInt ? "pcr:" + plain : plain;
      Map<String, Set<Bytes>> values = Digests.read(at, register.getValue(), notes);
      if (!values.isEmpty()) {
        registers.put(named, values);
      }
    }
  }
}
