package org.wardgate.device.keys;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.kdf.CounterKdf;

/**
 * What is kept of one device. Immutable.
 *
 * @param device whose
 * @param delivered the identity it was delivered with; derived keys are bound to it
 * @param master the AES key of its secure element, absent if it has none
 * @param current what it proves itself with
 * @param rotation what will take the place of {@code current}
 */
record DeviceKey(
    DeviceId device,
    Bytes delivered,
    Optional<Bytes> master,
    Credential current,
    Optional<Rotation> rotation) {
  /** Labels of what is derived from a secure element's key (NIST SP 800-108). */
  static final String PSK_LABEL = "WG-DTLS-PSK";

  /** As {@link #PSK_LABEL}. */
  static final String EVIDENCE_LABEL = "WG-EVIDENCE";

  /** Length of derived keys. */
  static final int DERIVED_BYTES = 32;

  static DeviceKey of(DeliveredKey key) {
    return switch (key.kind()) {
      case PSK ->
          new DeviceKey(
              key.device(),
              key.identity(),
              Optional.empty(),
              new Credential(key.identity(), key.key()),
              Optional.empty());
      case SECURE_ELEMENT ->
          new DeviceKey(
              key.device(),
              key.identity(),
              Optional.of(key.key()),
              new Credential(
                  key.identity(),
                  CounterKdf.derive(key.key(), PSK_LABEL, key.identity(), DERIVED_BYTES)),
              Optional.empty());
    };
  }

  DeviceKey with(Rotation begun) {
    return new DeviceKey(device, delivered, master, current, Optional.of(begun));
  }

  /** The rotation is confirmed: the old key is gone. */
  DeviceKey rotated() {
    return new DeviceKey(
        device, delivered, master, rotation.map(Rotation::next).orElse(current), Optional.empty());
  }

  /** The key for evidence, if there is a secure element. */
  Optional<Bytes> evidenceKey() {
    return master.map(key -> CounterKdf.derive(key, EVIDENCE_LABEL, delivered, DERIVED_BYTES));
  }

  /** Leaves the keys out. */
  @Override
  public String toString() {
    return "key of " + device;
  }
}
