package org.wardgate.api.transport;

import java.util.Optional;
import org.wardgate.api.DeviceId;

/** The live sessions of one transport. Registered by each transport. Thread-safe. */
public interface DeviceChannels {
  /** The channel over the newest live session of the device, if it has one. */
  Optional<DeviceChannel> channel(DeviceId device);

  /** The channel over exactly this session, if it is live and this transport's. */
  default Optional<DeviceChannel> channel(Peer peer) {
    return channel(peer.identity().device())
        .filter(channel -> channel.peer().session().equals(peer.session()));
  }

  /** Closes every session of the device. Idempotent. */
  void close(DeviceId device);
}
