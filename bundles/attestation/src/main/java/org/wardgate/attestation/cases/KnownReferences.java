package org.wardgate.attestation.cases;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;

/**
 * The references of a case; other values before them if given. Immutable.
 *
 * @param first asked first
 * @param knowledge of the case
 * @param manufacturerId who made the device
 */
record KnownReferences(References first, KeptCase.Knowledge knowledge, String manufacturerId)
    implements References {
  @Override
  public Optional<Attester> attester(Bytes instance) {
    return knowledge.attesters().stream()
        .filter(one -> one.instance().equals(instance))
        .findFirst()
        .or(() -> first.attester(instance));
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return first
        .referenceClass(classId)
        .map(this::ofTheManufacturer)
        .or(
            () ->
                knowledge.classes().stream()
                    .filter(one -> one.classId().equals(classId))
                    .findFirst());
  }

  /** A file at hand may call the manufacturer by another name; whoever gives it vouches for it. */
  private ReferenceClass ofTheManufacturer(ReferenceClass of) {
    return new ReferenceClass(
        of.classId(),
        manufacturerId.isEmpty() ? of.manufacturerId() : manufacturerId,
        of.vendor(),
        of.model(),
        of.components(),
        of.controls(),
        of.certificationReference(),
        of.source());
  }

  @Override
  public List<KeyAnchor> anchors(String manufacturerId) {
    List<KeyAnchor> given = first.anchors(manufacturerId);
    return given.isEmpty() ? knowledge.anchors().getOrDefault(manufacturerId, List.of()) : given;
  }

  @Override
  public int valuesCount() {
    return first.valuesCount() + knowledge.classes().size() + knowledge.attesters().size();
  }
}
