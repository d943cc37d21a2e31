package org.wardgate.identity;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;

/** The live sessions of all transports, by device. Thread-safe. */
final class LiveSessions {
  private final Map<DeviceId, List<Live>> byDevice = new HashMap<>();

  /**
   * A session.
   *
   * @param peer as it was when the handshake was complete
   * @param channel over it
   */
  record Live(Peer peer, DeviceChannel channel) {
    /** Where it is now: with a connection id (RFC 9146) a session changes its address. */
    InetAddress address() {
      return channel.peer().address();
    }
  }

  /** Adds a session and tells which older ones of the same device are at another place. */
  synchronized List<Live> add(Live fresh) {
    List<Live> own = byDevice.getOrDefault(fresh.peer().identity().device(), List.of());
    byDevice.put(
        fresh.peer().identity().device(), Stream.concat(own.stream(), Stream.of(fresh)).toList());
    return own.stream().filter(older -> elsewhere(older, fresh)).toList();
  }

  /** Radio and network are no two places: their addresses cannot be compared. */
  private static boolean elsewhere(Live older, Live fresh) {
    return radio(older) == radio(fresh) && !older.address().equals(fresh.peer().address());
  }

  private static boolean radio(Live session) {
    return session.peer().kind() == TransportKind.BLE;
  }

  synchronized boolean contains(Live session) {
    return byDevice.getOrDefault(session.peer().identity().device(), List.of()).contains(session);
  }

  synchronized void remove(Peer gone) {
    byDevice.computeIfPresent(
        gone.identity().device(),
        (device, own) -> {
          List<Live> rest =
              own.stream().filter(live -> !live.peer().session().equals(gone.session())).toList();
          return rest.isEmpty() ? null : rest;
        });
  }

  synchronized int size() {
    return byDevice.size();
  }
}
