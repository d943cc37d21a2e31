package org.wardgate.references.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;
import org.wardgate.references.set.Model;

/**
 * For whom one signer may speak, by the inventory.
 *
 * @param byManufacturer reference signers of the inventory that the signer's chain leads to
 */
record Speakers(Map<String, List<ReferenceSigner>> byManufacturer) {
  /**
   * Follows the chain.
   *
   * @param chain signer first; at least one
   * @throws RefusedException {@code WG-REF-0003} if it leads to nobody, {@code WG-REF-0005} if a
   *     certificate of it is not valid at that time
   */
  static Speakers of(List<X509Certificate> chain, InventorySnapshot inventory, Instant at)
      throws RefusedException {
    List<X509Certificate> bounded =
        chain.subList(0, Math.min(chain.size(), ChainValidator.PATH_MAX_COUNT));
    Map<String, List<ReferenceSigner>> found = new LinkedHashMap<>();
    CryptoException failure = new CryptoException(Reason.UNTRUSTED, "no path leads to a root");
    for (Manufacturer manufacturer : new TreeMap<>(inventory.manufacturers()).values()) {
      for (ReferenceSigner signer : manufacturer.referenceSigners()) {
        try {
          ChainValidator.validate(bounded, List.of(), signer.anchors(), at, Usage.SIGNING);
          found.computeIfAbsent(manufacturer.id(), unused -> new ArrayList<>()).add(signer);
        } catch (CryptoException e) {
          failure = e.reason() == Reason.UNTRUSTED ? failure : e;
        }
      }
    }
    if (found.isEmpty()) {
      boolean time = failure.reason() == Reason.EXPIRED || failure.reason() == Reason.NOT_YET_VALID;
      throw new RefusedException(
          time ? ReferenceErrors.NOT_VALID_NOW : ReferenceErrors.UNKNOWN_SIGNER,
          failure.reason() + ": " + failure.getMessage(),
          failure);
    }
    return new Speakers(found);
  }

  /**
   * The one manufacturer that all models belong to.
   *
   * @throws RefusedException {@code WG-REF-0004}
   */
  String manufacturerOf(Set<Model> models) throws RefusedException {
    Model stranger = new Model("", "");
    for (Map.Entry<String, List<ReferenceSigner>> entry : byManufacturer.entrySet()) {
      List<Model> strangers =
          models.stream().filter(model -> !speaksFor(entry.getValue(), model)).toList();
      if (strangers.isEmpty()) {
        return entry.getKey();
      }
      stranger = strangers.get(0);
    }
    throw new RefusedException(
        ReferenceErrors.FOREIGN_VENDOR,
        stranger.vendor().isEmpty()
            ? "a class or attester without vendor and model"
            : "vendor " + stranger.vendor() + ", model " + stranger.model());
  }

  private static boolean speaksFor(List<ReferenceSigner> signers, Model model) {
    return !model.vendor().isEmpty()
        && signers.stream().anyMatch(one -> one.speaksFor(model.vendor(), model.model()));
  }
}
