package org.wardgate.attestation.cases;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;

/**
 * The references of a case; others before them if given. Immutable.
 *
 * @param first asked first
 * @param knowledge of the case
 */
record KnownReferences(References first, KeptCase.Knowledge knowledge) implements References {
  @Override
  public Optional<Attester> attester(Bytes instance) {
    return first
        .attester(instance)
        .or(
            () ->
                knowledge.attesters().stream()
                    .filter(one -> one.instance().equals(instance))
                    .findFirst());
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return first
        .referenceClass(classId)
        .or(
            () ->
                knowledge.classes().stream()
                    .filter(one -> one.classId().equals(classId))
                    .findFirst());
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
