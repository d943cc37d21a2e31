package org.wardgate.device.keys;

import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * One key as the hospital delivers it.
 *
 * @param device whose
 * @param identity the PSK identity the device names (RFC 4279 §5.1), 1 to 128 bytes
 * @param key secret, 16 to 64 bytes; of a secure element the AES key it derives from, 16 or 32
 * @param kind what the key is
 */
record DeliveredKey(DeviceId device, Bytes identity, Bytes key, Kind kind) {
  /** What a delivered key is. */
  enum Kind {
    /** The key itself. */
    PSK,
    /** The AES key of a secure element, from which the other keys are derived. */
    SECURE_ELEMENT
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return kind + " key of " + device;
  }
}
