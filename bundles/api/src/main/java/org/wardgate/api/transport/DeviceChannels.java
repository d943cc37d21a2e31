package org.wardgate.api.transport;

import java.util.Optional;
import org.wardgate.api.DeviceId;

/** The live sessions of one transport. Registered by each transport. Thread-safe. */
public interface DeviceChannels {
  /** The channel over the newest live session of the device, if it has one. */
  Optional<DeviceChannel> channel(DeviceId device);

  /** Closes every session of the device. Idempotent. */
  void close(DeviceId device);
}
