package org.wardgate.api.onboarding;

import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;

/** Where handovers from other gateways are handed in. Thread-safe. */
public interface HandoverDesk {
  /** Largest document, in bytes. */
  int DOCUMENT_MAX_BYTES = 8_192;

  /**
   * Verifies a handover, keeps it durably and reports it as {@code HandoverAccepted}.
   *
   * @return the device it is about
   * @throws RefusedException if it is malformed, not for this gateway, expired, replayed, or not
   *     signed by a gateway that the inventory names
   */
  DeviceId accept(Bytes document) throws RefusedException;
}
