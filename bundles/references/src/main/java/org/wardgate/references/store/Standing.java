package org.wardgate.references.store;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.references.set.ReferenceSet;

/** Whether the inventory still lets somebody speak for what is in force. Stateless. */
final class Standing {
  private Standing() {}

  static boolean holds(ReferenceSet set, InventorySnapshot inventory) {
    List<ReferenceSigner> signers =
        Optional.ofNullable(inventory.manufacturers().get(set.manufacturerId()))
            .map(Manufacturer::referenceSigners)
            .orElse(List.of());
    return !signers.isEmpty()
        && set.classes().values().stream().allMatch(one -> spokenFor(one, signers));
  }

  private static boolean spokenFor(ReferenceClass one, List<ReferenceSigner> signers) {
    return signers.stream().anyMatch(signer -> signer.speaksFor(one.vendor(), one.model()));
  }
}
