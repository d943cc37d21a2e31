package org.wardgate.references.offline;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Builds one CoMID (draft-ietf-rats-corim §5) of a JSON form. Not thread-safe. */
final class ComidDraft {
  private static final String PCR = "pcr:";
  private static final String IMPLEMENTATION = "impl:";
  private static final Map<Integer, Long> HASHES = Map.of(32, 1L, 48, 7L, 64, 8L);

  private final JsonForm form;
  private final String tagId;
  private final List<CborValue> references = new ArrayList<>();
  private final List<CborValue> endorsements = new ArrayList<>();
  private final List<CborValue> keys = new ArrayList<>();

  ComidDraft(JsonForm form, String tagId) {
    this.form = form;
    this.tagId = tagId;
  }

  CborMap build() {
    Map<CborValue, CborValue> triples = new LinkedHashMap<>();
    put(triples, 0, references);
    put(triples, 1, endorsements);
    put(triples, 3, keys);
    return map(
        1, map(0, new CborText(tagId), 1, CborInt.of(form.version())), 4, new CborMap(triples));
  }

  private static void put(Map<CborValue, CborValue> triples, long label, List<CborValue> items) {
    if (!items.isEmpty()) {
      triples.put(CborInt.of(label), new CborArray(items));
    }
  }

  ComidDraft withImages() {
    List<CborValue> measurements = new ArrayList<>();
    for (JsonForm.Image image : form.components()) {
      image.values().forEach(value -> measurements.add(measurement(image, value)));
    }
    if (!measurements.isEmpty()) {
      references.add(CborArray.of(map(0, classMap()), new CborArray(measurements)));
    }
    List<CborValue> endorsed = new ArrayList<>();
    new TreeMap<>(form.controls())
        .forEach((name, holds) -> endorsed.add(flag("wardgate.control/" + name, holds)));
    form.components().stream()
        .filter(image -> !image.required())
        .map(JsonForm.Image::name)
        .distinct()
        .forEach(name -> endorsed.add(flag("wardgate.optional/" + name, true)));
    if (!form.certificationReference().isEmpty()) {
      endorsed.add(
          map(
              0,
              new CborText("psa.certification"),
              1,
              map(100, new CborText(form.certificationReference()))));
    }
    // the class is declared even if nothing else is said about it
    if (endorsed.isEmpty() && measurements.isEmpty()) {
      endorsed.add(flag("wardgate.declared", true));
    }
    if (!endorsed.isEmpty()) {
      endorsements.add(CborArray.of(map(0, classMap()), new CborArray(endorsed)));
    }
    if (!form.rootsPem().isEmpty()) {
      List<CborValue> roots = new ArrayList<>();
      form.rootsPem().forEach(pem -> roots.add(new CborTag(555, new CborText(pem))));
      keys.add(CborArray.of(map(0, classMap()), new CborArray(roots)));
    }
    return this;
  }

  ComidDraft withDevices(List<JsonForm.Device> devices) {
    for (JsonForm.Device device : devices) {
      CborValue instance = new CborTag(550, new CborBytes(device.instance()));
      CborValue environment = map(0, shortClassMap(), 1, instance);
      if (!device.publicKeyPem().isEmpty()) {
        keys.add(
            CborArray.of(
                environment, CborArray.of(new CborTag(554, new CborText(device.publicKeyPem())))));
      }
      endorsements.add(
          CborArray.of(
              device.publicKeyPem().isEmpty() ? environment : map(1, instance),
              CborArray.of(map(1, map(8, new CborText(device.serial()))))));
    }
    return this;
  }

  private CborValue measurement(JsonForm.Image image, Bytes value) {
    CborValue digests =
        CborArray.of(
            CborArray.of(
                CborInt.of(HASHES.getOrDefault(value.length(), 0L)), new CborBytes(value)));
    Map<CborValue, CborValue> values = new LinkedHashMap<>();
    Map<CborValue, CborValue> measurement = new LinkedHashMap<>();
    boolean psa = form.classId().startsWith(IMPLEMENTATION);
    if (!image.version().isEmpty()) {
      values.put(CborInt.of(0), map(0, new CborText(image.version())));
    }
    image.svn().ifPresent(svn -> values.put(CborInt.of(1), new CborTag(552, CborInt.of(svn))));
    if (image.name().matches(PCR + "[0-9]{1,3}")) {
      long register = Long.parseLong(image.name().substring(PCR.length()));
      values.put(CborInt.of(14), map(register, digests));
    } else {
      values.put(CborInt.of(2), digests);
      if (psa) {
        measurement.put(CborInt.of(0), new CborText("psa.software-component"));
      }
      if (!image.name().isEmpty()) {
        values.put(CborInt.of(11), new CborText(image.name()));
      }
      image
          .signerId()
          .ifPresent(
              id -> values.put(CborInt.of(13), CborArray.of(new CborTag(560, new CborBytes(id)))));
    }
    measurement.put(CborInt.of(1), new CborMap(values));
    return new CborMap(measurement);
  }

  private static CborValue flag(String key, boolean state) {
    CborValue configured = state ? CborSimple.TRUE : CborSimple.FALSE;
    return map(0, new CborText(key), 1, map(3, map(0, configured)));
  }

  /** By its id alone, where it has one: vendor and model were said where it was declared. */
  private CborValue shortClassMap() {
    return form.classId().isEmpty() ? classMap() : map(0, classId());
  }

  private CborValue classMap() {
    Map<CborValue, CborValue> map = new LinkedHashMap<>();
    if (!form.classId().isEmpty()) {
      map.put(CborInt.of(0), classId());
    }
    map.put(CborInt.of(1), new CborText(form.vendor()));
    map.put(CborInt.of(2), new CborText(form.model()));
    return new CborMap(map);
  }

  private CborValue classId() {
    int colon = form.classId().indexOf(':');
    String value = form.classId().substring(colon + 1);
    return switch (form.classId().substring(0, colon + 1)) {
      case IMPLEMENTATION -> new CborTag(600, new CborBytes(Bytes.ofHex(value)));
      case "uuid:" -> new CborTag(37, new CborBytes(Bytes.ofHex(value.replace("-", ""))));
      case "oid:" -> new CborTag(111, new CborBytes(oid(value)));
      default -> new CborTag(560, new CborBytes(Bytes.ofHex(value)));
    };
  }

  // X.690 §8.19
  private static Bytes oid(String dotted) {
    List<BigInteger> arcs = new ArrayList<>();
    for (String arc : dotted.split("\\.", -1)) {
      arcs.add(new BigInteger(arc));
    }
    BigInteger first = arcs.remove(0).multiply(BigInteger.valueOf(40)).add(arcs.remove(0));
    arcs.add(0, first);
    StringBuilder hex = new StringBuilder();
    for (BigInteger arc : arcs) {
      int groups = Math.max(1, (arc.bitLength() + 6) / 7);
      for (int i = groups - 1; i >= 0; i--) {
        int group = arc.shiftRight(7 * i).intValue() & 0x7f;
        hex.append(String.format("%02x", i == 0 ? group : group | 0x80));
      }
    }
    return Bytes.ofHex(hex.toString());
  }

  private static CborMap map(long label, CborValue value) {
    return new CborMap(Map.of(CborInt.of(label), value));
  }

  private static CborMap map(long label, CborValue value, long label2, CborValue value2) {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborInt.of(label), value);
    entries.put(CborInt.of(label2), value2);
    return new CborMap(entries);
  }
}
