package org.wardgate.references.set;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.references.corim.Validity;

/**
 * What one signed manifest says, ready to be looked up. Immutable.
 *
 * @param id {@code MANUFACTURER/CORIM-ID}; stable over its versions
 * @param manufacturerId whose signer said so
 * @param version from 1
 * @param validity when it counts
 * @param classes by class id
 * @param attesters those it vouches for
 * @param anchors roots of attestation certificates
 * @param tagVersions version of each CoMID inside, by tag id
 * @param notes what was ignored, for people
 * @param valuesCount reference values and attestation keys, together
 */
public record ReferenceSet(
    String id,
    String manufacturerId,
    long version,
    Validity validity,
    Map<String, ReferenceClass> classes,
    PackedAttesters attesters,
    List<X509Certificate> anchors,
    Map<String, Long> tagVersions,
    List<String> notes,
    int valuesCount) {
  /** Copies the collections. */
  public ReferenceSet {
    classes = Map.copyOf(classes);
    anchors = List.copyOf(anchors);
    tagVersions = Map.copyOf(tagVersions);
    notes = List.copyOf(notes);
  }

  /** For people: id and version. */
  public String source() {
    return id + " v" + version;
  }

  /** For people: what is in it, in one line. */
  public String summary() {
    return classes.size()
        + " classes, "
        + attesters.count()
        + " attesters, "
        + anchors.size()
        + " roots, "
        + valuesCount
        + " values"
        + (notes.isEmpty() ? "" : ", " + notes.size() + " notes");
  }
}
