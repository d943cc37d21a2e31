package org.wardgate.attestation.scheme;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.inventory.InventorySnapshot;

/**
 * What evidence is verified against.
 *
 * @param references attesters, their keys, and roots of their certificates
 * @param inventory which device an attester is built into
 * @param evidenceKeys of devices that authenticate their evidence with a shared key
 * @param keys parsed public keys
 * @param now for the validity of certificates
 * @param classesVouched whether somebody at hand vouches for the class that evidence tells, as who
 *     gives key and reference values by hand does; never at a gateway
 */
public record VerificationContext(
    References references,
    InventorySnapshot inventory,
    Function<DeviceId, Optional<SecretKey>> evidenceKeys,
    KeyCache keys,
    Instant now,
    boolean classesVouched) {
  /** Where classes must be endorsed. */
  public VerificationContext(
      References references,
      InventorySnapshot inventory,
      Function<DeviceId, Optional<SecretKey>> evidenceKeys,
      KeyCache keys,
      Instant now) {
    this(references, inventory, evidenceKeys, keys, now, false);
  }
}
