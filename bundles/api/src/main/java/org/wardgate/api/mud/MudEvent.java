package org.wardgate.api.mud;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What the MUD file manager reports. */
public sealed interface MudEvent extends Event {
  /** For whom. */
  DeviceId device();

  /**
   * A file was fetched and its signature verified.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param file the verified file
   */
  record MudFileVerified(CorrelationId correlationId, DeviceId device, VerifiedMudFile file)
      implements MudEvent {}

  /**
   * There is no usable file.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param problem why
   */
  record MudFileRefused(CorrelationId correlationId, DeviceId device, Problem problem)
      implements MudEvent {}
}
