package org.wardgate.attestation.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** Passes questions on and remembers the answers. For one appraisal, by one thread. */
final class RecordedReferences implements References {
  private final References source;
  private final Map<Bytes, Attester> attesters = new LinkedHashMap<>();
  private final Map<String, ReferenceClass> classes = new LinkedHashMap<>();
  private final Map<String, List<KeyAnchor>> anchors = new LinkedHashMap<>();

  RecordedReferences(References source) {
    this.source = source;
  }

  /** Notes whom evidence comes from: its scheme may know that without having looked it up. */
  void note(VerifiedEvidence verified) {
    verified.attester().ifPresent(one -> attesters.put(one.instance(), one));
    verified.submodules().values().forEach(this::note);
  }

  /** What was looked up. */
  KeptCase.Knowledge knowledge() {
    return new KeptCase.Knowledge(
        List.copyOf(attesters.values()), List.copyOf(classes.values()), anchors);
  }

  @Override
  public Optional<Attester> attester(String manufacturerId, Bytes instance) {
    Optional<Attester> found = source.attester(manufacturerId, instance);
    found.ifPresent(one -> attesters.put(instance, one));
    return found;
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String manufacturerId, String classId) {
    Optional<ReferenceClass> found = source.referenceClass(manufacturerId, classId);
    found.ifPresent(one -> classes.put(classId, one));
    return found;
  }

  @Override
  public Optional<Attester> attester(Bytes instance) {
    Optional<Attester> found = source.attester(instance);
    found.ifPresent(one -> attesters.put(instance, one));
    return found;
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    Optional<ReferenceClass> found = source.referenceClass(classId);
    found.ifPresent(one -> classes.put(classId, one));
    return found;
  }

  @Override
  public List<KeyAnchor> anchors(String manufacturerId) {
    List<KeyAnchor> found = source.anchors(manufacturerId);
    if (!found.isEmpty()) {
      anchors.put(manufacturerId, found);
    }
    return found;
  }

  @Override
  public int valuesCount() {
    return source.valuesCount();
  }
}
