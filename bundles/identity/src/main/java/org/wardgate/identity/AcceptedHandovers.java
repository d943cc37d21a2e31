package org.wardgate.identity;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/** The handovers that count here. Thread-safe, fast. */
interface AcceptedHandovers {
  /** Nobody was handed over. */
  AcceptedHandovers NONE = (device, certificateSha256, at) -> Optional.empty();

  /**
   * The handover that lets a device come with a certificate of another ward.
   *
   * @param certificateSha256 of that certificate
   * @param at when
   */
  Optional<Handover> find(DeviceId device, Bytes certificateSha256, Instant at);
}
