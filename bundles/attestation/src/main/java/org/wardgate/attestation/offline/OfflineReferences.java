package org.wardgate.attestation.offline;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;

/**
 * Whoever has the key at hand is the attester; values come from the file at hand, if there is one.
 * Immutable.
 *
 * @param file given by the caller, who vouches for it
 * @param keysSpki that were given
 */
record OfflineReferences(References file, List<Bytes> keysSpki) implements References {
  /** Of everything offline. */
  static final String MANUFACTURER = "offline";

  /** Of the device offline. */
  static final String SERIAL = "offline";

  OfflineReferences {
    keysSpki = List.copyOf(keysSpki);
  }

  @Override
  public Optional<Attester> attester(Bytes instance) {
    return Optional.of(
        new Attester(
            instance,
            MANUFACTURER,
            SERIAL,
            keysSpki,
            file.attester(instance).flatMap(Attester::classId),
            "the key given"));
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return file.referenceClass(classId)
        .map(
            of ->
                new ReferenceClass(
                    of.classId(),
                    MANUFACTURER,
                    of.vendor(),
                    of.model(),
                    of.components(),
                    of.controls(),
                    of.certificationReference(),
                    of.source()));
  }

  @Override
  public List<KeyAnchor> anchors(String manufacturerId) {
    return file.anchors(manufacturerId);
  }

  @Override
  public int valuesCount() {
    return file.valuesCount();
  }
}
