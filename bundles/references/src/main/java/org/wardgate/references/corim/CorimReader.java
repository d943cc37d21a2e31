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

/** Reads the envelope of a CoRIM without signature (draft-ietf-rats-corim §4.1). Stateless. */
public final class CorimReader {
  private static final long TAG_CORIM = 501;
  private static final long TAG_COMID = 506;
  private static final Map<Long, String> OTHER_TAGS =
      Map.of(505L, "CoSWID", 507L, "CoBOM", 508L, "CoTL");

  private static final long ID = 0;
  private static final long TAGS = 1;
  private static final long DEPENDENT_RIMS = 2;
  private static final long PROFILE = 3;
  private static final long VALIDITY = 4;
  private static final long ENTITIES = 5;

  private CorimReader() {}

  /**
   * Reads a manifest.
   *
   * @param encoded from tag 501 on
   * @throws RefusedException {@code WG-REF-0001}
   */
  public static Corim read(Bytes encoded) throws RefusedException {
    CborValue value;
    try {
      value = CborReader.read(encoded, CorimLimits.ENVELOPE);
    } catch (CryptoException e) {
      throw new RefusedException(ReferenceErrors.MALFORMED, "CoRIM: " + e.getMessage(), e);
    }
    if (Expect.tag(value).orElse(-1) != TAG_CORIM) {
      throw Expect.malformed("CoRIM", "tag " + TAG_CORIM + " is missing");
    }
    CborMap map = Expect.map("CoRIM", Expect.untagged(value));
    Notes notes = new Notes();
    Optional<CborValue> profile = map.get(PROFILE);
    Optional<CborValue> validity = map.get(VALIDITY);
    metadata(map, notes);
    return new Corim(
        Identifiers.tagId("CoRIM id", Expect.member("CoRIM", map, ID)),
        profile.isPresent() ? Identifiers.profile("CoRIM profile", profile.get()) : "",
        validity.isPresent() ? Validity.read("CoRIM validity", validity.get()) : Validity.ALWAYS,
        comids(Expect.member("CoRIM", map, TAGS), notes),
        notes.all());
  }

  private static List<Bytes> comids(CborValue tags, Notes notes) throws RefusedException {
    List<Bytes> comids = new ArrayList<>();
    for (CborValue tag : Expect.list("CoRIM tags", tags, CorimLimits.TAGS_MAX_COUNT)) {
      long kind = Expect.tag(tag).orElse(-1);
      Bytes content = Expect.bytes("CoRIM tag", Expect.untagged(tag), 1, CorimLimits.TAG_MAX_BYTES);
      if (kind == TAG_COMID) {
        comids.add(content);
      } else {
        notes.add("a " + OTHER_TAGS.getOrDefault(kind, "tag of a kind not known here") + " tag");
      }
    }
    return comids;
  }

  private static void metadata(CborMap map, Notes notes) throws RefusedException {
    Optional<CborValue> rims = map.get(DEPENDENT_RIMS);
    if (rims.isPresent()) {
      Expect.list("CoRIM dependent-rims", rims.get(), CorimLimits.ENTITIES_MAX_COUNT);
      notes.add("dependent manifests are not fetched");
    }
    Optional<CborValue> entities = map.get(ENTITIES);
    if (entities.isPresent()) {
      Expect.list("CoRIM entities", entities.get(), CorimLimits.ENTITIES_MAX_COUNT);
    }
    for (CborValue label : map.entries().keySet()) {
      if (!(label instanceof CborInt number)
          || !number.fitsLong()
          || number.asLong() < ID
          || number.asLong() > ENTITIES) {
        notes.add("a member of the manifest that is not known here");
      }
    }
  }
}
