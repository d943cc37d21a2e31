package org.wardgate.attestation;

import java.time.Clock;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.ReferenceValueProvider;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.identity.EvidenceKeys;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;

/**
 * What evidence is verified against, from services that come and go. Without them nothing is known:
 * no attester, no key, and so nothing is affirmed. Thread-safe.
 */
final class Ground {
  private final Inventory inventory;
  private final Clock clock;
  private final KeyCache keys = new KeyCache();
  private volatile Optional<ReferenceValueProvider> references = Optional.empty();
  private volatile Optional<EvidenceKeys> evidenceKeys = Optional.empty();

  Ground(Inventory inventory, Clock clock) {
    this.inventory = inventory;
    this.clock = clock;
  }

  synchronized void bind(ReferenceValueProvider provider) {
    references = Optional.of(provider);
  }

  synchronized void unbind(ReferenceValueProvider provider) {
    references = references.filter(known -> known != provider);
  }

  synchronized void bind(EvidenceKeys provider) {
    evidenceKeys = Optional.of(provider);
  }

  synchronized void unbind(EvidenceKeys provider) {
    evidenceKeys = evidenceKeys.filter(known -> known != provider);
  }

  /** The provider of references, if there is one now. */
  Optional<ReferenceValueProvider> references() {
    return references;
  }

  Inventory inventory() {
    return inventory;
  }

  KeyCache keys() {
    return keys;
  }

  /** The key that a device authenticates its evidence with. */
  Optional<SecretKey> evidenceKey(DeviceId device) {
    return evidenceKeys.flatMap(provider -> provider.evidenceKey(device));
  }

  /** Everything as it is at this moment. */
  VerificationContext now() {
    return new VerificationContext(
        references.map(ReferenceValueProvider::current).orElse(References.NONE),
        inventory.current(),
        this::evidenceKey,
        keys,
        clock.instant());
  }
}
