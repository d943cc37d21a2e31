package org.wardgate.references.corim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborValue;

/** Reads a CoMID (draft-ietf-rats-corim §5). What is of no use here is noted. Stateless. */
public final class ComidReader {
  private static final long IDENTITY = 1;
  private static final long ENTITIES = 2;
  private static final long LINKED_TAGS = 3;
  private static final long TRIPLES = 4;
  private static final long PROFILE = 5;
  private static final long REFERENCE = 0;
  private static final long ENDORSED = 1;
  private static final long ATTEST_KEY = 3;
  private static final Map<Long, String> IGNORED =
      Map.of(
          2L, "identity",
          4L, "domain dependency",
          5L, "domain membership",
          6L, "CoSWID",
          8L, "conditional endorsement series",
          10L, "conditional endorsement");

  private ComidReader() {}

  /**
   * Reads a tag.
   *
   * @param encoded what tag 506 wraps
   * @param notes where to say what is ignored
   * @throws RefusedException {@code WG-REF-0001}
   */
  public static Comid read(Bytes encoded, Notes notes) throws RefusedException {
    CborMap map;
    try {
      map = Expect.map("CoMID", CborReader.read(encoded, CorimLimits.TAG));
    } catch (CryptoException e) {
      throw new RefusedException(ReferenceErrors.MALFORMED, "CoMID: " + e.getMessage(), e);
    }
    CborMap identity = Expect.map("CoMID identity", Expect.member("CoMID", map, IDENTITY));
    String tagId = Identifiers.tagId("CoMID tag-id", Expect.member("CoMID identity", identity, 0));
    Optional<CborValue> version = identity.get(1);
    metadata(map, notes);
    Optional<CborValue> profile = map.get(PROFILE);
    CborMap triples = Expect.map("CoMID triples", Expect.member("CoMID", map, TRIPLES));
    noteIgnored(triples, notes);
    return new Comid(
        tagId,
        version.isPresent() ? Expect.unsigned("CoMID tag-version", version.get()) : 0,
        profile.isPresent() ? Identifiers.profile("CoMID profile", profile.get()) : "",
        measured("reference triple", triples, REFERENCE, notes),
        measured("endorsed triple", triples, ENDORSED, notes),
        keys(triples, notes));
  }

  private static void metadata(CborMap map, Notes notes) throws RefusedException {
    Optional<CborValue> entities = map.get(ENTITIES);
    if (entities.isPresent()) {
      Expect.list("CoMID entities", entities.get(), CorimLimits.ENTITIES_MAX_COUNT);
    }
    Optional<CborValue> linked = map.get(LINKED_TAGS);
    if (linked.isPresent()) {
      Expect.list("CoMID linked-tags", linked.get(), CorimLimits.ENTITIES_MAX_COUNT);
      notes.add("linked tags are not followed");
    }
  }

  private static void noteIgnored(CborMap triples, Notes notes) throws RefusedException {
    for (Map.Entry<CborValue, CborValue> entry : triples.entries().entrySet()) {
      if (!(entry.getKey() instanceof CborInt label) || !label.fitsLong()) {
        notes.add("triples of a kind not known here are ignored");
        continue;
      }
      long kind = label.asLong();
      if (kind != REFERENCE && kind != ENDORSED && kind != ATTEST_KEY) {
        String name = IGNORED.getOrDefault(kind, "unknown");
        List<CborValue> items =
            Expect.listOrNone(name + " triples", entry.getValue(), CorimLimits.TRIPLES_MAX_COUNT);
        notes.add(items.size() + " " + name + " triples are ignored");
      }
    }
  }

  private static List<MeasuredTriple> measured(
      String what, CborMap triples, long label, Notes notes) throws RefusedException {
    List<MeasuredTriple> read = new ArrayList<>();
    for (CborValue item : items(what, triples, label)) {
      String where = what + " " + (read.size() + 1);
      List<CborValue> parts = Expect.tuple(where, item, 2, 2);
      Environment environment = Environment.read(where, parts.get(0));
      List<Measurement> measurements = new ArrayList<>();
      for (CborValue one : Expect.list(where, parts.get(1), CorimLimits.MEASUREMENTS_MAX_COUNT)) {
        measurements.add(new MeasurementReader(where, notes).read(one));
      }
      read.add(new MeasuredTriple(environment, measurements));
    }
    return read;
  }

  private static List<KeyTriple> keys(CborMap triples, Notes notes) throws RefusedException {
    List<KeyTriple> read = new ArrayList<>();
    for (CborValue item : items("attest-key triple", triples, ATTEST_KEY)) {
      String where = "attest-key triple " + (read.size() + 1);
      List<CborValue> parts = Expect.tuple(where, item, 2, 3);
      if (parts.size() == 3) {
        Expect.map(where + " conditions", parts.get(2));
      }
      read.add(
          new KeyTriple(
              Environment.read(where, parts.get(0)),
              CryptoKey.list(where, parts.get(1), notes),
              parts.size() == 3));
    }
    return read;
  }

  private static List<CborValue> items(String what, CborMap triples, long label)
      throws RefusedException {
    Optional<CborValue> value = triples.get(label);
    return value.isPresent()
        ? Expect.list(what + "s", value.get(), CorimLimits.TRIPLES_MAX_COUNT)
        : List.of();
  }
}
