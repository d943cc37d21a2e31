package org.wardgate.api.attestation.reference;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * Reference values and endorsements at one moment. Immutable, thread-safe; every look-up takes
 * constant time, however many there are.
 */
public interface References {
  /** Nothing is known. */
  References NONE =
      new References() {
        @Override
        public Optional<Attester> attester(Bytes instance) {
          return Optional.empty();
        }

        @Override
        public Optional<ReferenceClass> referenceClass(String classId) {
          return Optional.empty();
        }

        @Override
        public List<KeyAnchor> anchors(String manufacturerId) {
          return List.of();
        }

        @Override
        public int valuesCount() {
          return 0;
        }
      };

  /**
   * The attester of a manufacturer with an instance identity; what verifiers ask. Manufacturers may
   * use equal identities without knowing of each other.
   *
   * @param manufacturerId who made the device, as in the inventory
   * @param instance as in the evidence: a UEID with its type byte, or another scheme's identity
   */
  default Optional<Attester> attester(String manufacturerId, Bytes instance) {
    return attester(instance).filter(one -> one.manufacturerId().equals(manufacturerId));
  }

  /**
   * What a manufacturer says about a class of attesters; what verifiers ask.
   *
   * @param manufacturerId who made the device, as in the inventory
   */
  default Optional<ReferenceClass> referenceClass(String manufacturerId, String classId) {
    return referenceClass(classId).filter(one -> one.manufacturerId().equals(manufacturerId));
  }

  /**
   * An attester with an instance identity, whoever made it. Several manufacturers may speak of one;
   * whose word this is must be checked before it is taken.
   */
  Optional<Attester> attester(Bytes instance);

  /**
   * What is said about a class of attesters, where their manufacturer is not known; empty if
   * several manufacturers speak of it.
   */
  Optional<ReferenceClass> referenceClass(String classId);

  /** Roots that attestation certificates of a manufacturer chain to (DICE, TPM). */
  List<KeyAnchor> anchors(String manufacturerId);

  /** Reference values and attestation keys held, together. */
  int valuesCount();
}
