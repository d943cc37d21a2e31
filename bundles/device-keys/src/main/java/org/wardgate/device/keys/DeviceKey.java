package org.wardgate.device.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.kdf.CounterKdf;

/**
 * What is kept of one device. Immutable.
 *
 * @param device whose
 * @param delivered the identity it was delivered with; derived keys are bound to it
 * @param deliveredDigest fingerprint of the key it was delivered: what is delivered again brings
 *     nothing back
 * @param master the AES key of its secure element, absent if it has none
 * @param current what it proves itself with
 * @param rotation what will take the place of {@code current}
 * @param rotatedAt when {@code current} took the place of another
 */
record DeviceKey(
    DeviceId device,
    Bytes delivered,
    Bytes deliveredDigest,
    Optional<Bytes> master,
    Credential current,
    Optional<Rotation> rotation,
    Optional<Instant> rotatedAt) {
  /** Labels of what is derived from a secure element's key (NIST SP 800-108). */
  static final String PSK_LABEL = "WG-DTLS-PSK";

  /** As {@link #PSK_LABEL}. */
  static final String EVIDENCE_LABEL = "WG-EVIDENCE";

  /** Length of derived keys. */
  static final int DERIVED_BYTES = 32;

  /**
   * A device with a delivered key.
   *
   * @param digest fingerprint of that key
   */
  static DeviceKey of(DeliveredKey key, Bytes digest) {
    return switch (key.kind()) {
      case PSK ->
          new DeviceKey(
              key.device(),
              key.identity(),
              digest,
              Optional.empty(),
              new Credential(key.identity(), key.key()),
              Optional.empty(),
              Optional.empty());
      case SECURE_ELEMENT ->
          new DeviceKey(
              key.device(),
              key.identity(),
              digest,
              Optional.of(key.key()),
              new Credential(
                  key.identity(),
                  CounterKdf.derive(key.key(), PSK_LABEL, key.identity(), DERIVED_BYTES)),
              Optional.empty(),
              Optional.empty());
    };
  }

  DeviceKey with(Rotation begun) {
    return new DeviceKey(
        device, delivered, deliveredDigest, master, current, Optional.of(begun), rotatedAt);
  }

  /** The rotation is confirmed: the old key is gone. */
  DeviceKey rotated(Instant now) {
    return new DeviceKey(
        device,
        delivered,
        deliveredDigest,
        master,
        rotation.map(Rotation::next).orElse(current),
        Optional.empty(),
        Optional.of(now));
  }

  /** Whether it was rotated less than that ago; a time to come was a wrong clock. */
  boolean rotatedWithin(Duration time, Instant now) {
    return rotatedAt.filter(at -> !at.isAfter(now) && now.isBefore(at.plus(time))).isPresent();
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
