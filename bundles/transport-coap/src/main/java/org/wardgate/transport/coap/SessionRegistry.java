package org.wardgate.transport.coap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;

/** The live sessions, and which of them have to go when there are too many. Thread-safe. */
final class SessionRegistry {
  private final int sessionsMax;
  private final int perDeviceMax;
  private final Map<ConnectionId, PeerSession> byConnection = new LinkedHashMap<>();
  private final Map<DeviceId, Deque<PeerSession>> byDevice = new HashMap<>();

  SessionRegistry(int sessionsMax, int perDeviceMax) {
    this.sessionsMax = sessionsMax;
    this.perDeviceMax = perDeviceMax;
  }

  /**
   * Adds an established session.
   *
   * @return sessions to be closed in consequence; may contain the new one
   */
  synchronized List<PeerSession> add(ConnectionId connection, PeerSession session) {
    byConnection.put(connection, session);
    Deque<PeerSession> own =
        byDevice.computeIfAbsent(session.identity().device(), d -> new ArrayDeque<>(2));
    own.addLast(session);
    List<PeerSession> excess = new ArrayList<>();
    own.stream().filter(s -> s != session && unreachable(s)).forEach(excess::add);
    if (own.size() - excess.size() > perDeviceMax) {
      own.stream().filter(s -> !excess.contains(s)).findFirst().ifPresent(excess::add);
    }
    if (excess.isEmpty() && byConnection.size() > sessionsMax) {
      excess.add(leastWanted().orElse(session));
    }
    return excess;
  }

  /** Without a connection id (RFC 9146) a session whose address another took is lost. */
  private static boolean unreachable(PeerSession session) {
    return session.address().isEmpty()
        && session.connection().map(c -> !c.expectCid()).orElse(true);
  }

  /** The oldest session of a device that is still joining: an admitted one outranks it. */
  private Optional<PeerSession> leastWanted() {
    return byConnection.values().stream()
        .filter(s -> s.identity().kind() == PeerIdentity.Kind.IDEVID)
        .findFirst();
  }

  /** Forgets a session. */
  synchronized Optional<PeerSession> remove(ConnectionId connection) {
    PeerSession session = byConnection.remove(connection);
    if (session == null) {
      return Optional.empty();
    }
    DeviceId device = session.identity().device();
    Deque<PeerSession> own = byDevice.get(device);
    if (own != null) {
      own.remove(session);
      if (own.isEmpty()) {
        byDevice.remove(device);
      }
    }
    return Optional.of(session);
  }

  /** The newest session of the device that has an address to send to. */
  synchronized Optional<PeerSession> newest(DeviceId device) {
    Deque<PeerSession> own = byDevice.get(device);
    if (own == null) {
      return Optional.empty();
    }
    for (var sessions = own.descendingIterator(); sessions.hasNext(); ) {
      PeerSession session = sessions.next();
      if (session.address().isPresent()) {
        return Optional.of(session);
      }
    }
    return Optional.empty();
  }

  /** Every session of the device. */
  synchronized List<PeerSession> of(DeviceId device) {
    Deque<PeerSession> own = byDevice.get(device);
    return own == null ? List.of() : List.copyOf(own);
  }

  /** Every session. */
  synchronized List<PeerSession> all() {
    return List.copyOf(byConnection.values());
  }
}
