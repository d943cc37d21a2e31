package org.wardgate.transport.coap;

import java.security.Principal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.Peer;
import org.wardgate.transport.coap.oscore.OscoreSession;

/** Whose the confirmed OSCORE sessions are. Thread-safe. */
final class OscoreBook {
  /** A device that authenticates again keeps the session before for a while: it may be a copy. */
  static final int SESSIONS_PER_DEVICE_MAX = 2;

  private final Map<DeviceId, Deque<Entry>> byDevice = new HashMap<>();

  /**
   * A session and its device.
   *
   * @param who what travels with its messages
   */
  record Entry(PeerSession who, OscoreSession session) {
    Peer peer() {
      return who.peerAt(session.address());
    }

    Principal principal() {
      return session.principal();
    }
  }

  /** Adds a session; the answer are those that have to go. */
  synchronized List<Entry> add(Entry entry) {
    Deque<Entry> own =
        byDevice.computeIfAbsent(entry.who().identity().device(), d -> new ArrayDeque<>(2));
    own.addLast(entry);
    List<Entry> excess = new ArrayList<>();
    while (own.size() - excess.size() > SESSIONS_PER_DEVICE_MAX) {
      own.stream().filter(e -> !excess.contains(e)).findFirst().ifPresent(excess::add);
    }
    return excess;
  }

  /** Removes a session; false if it was not here. */
  synchronized boolean remove(Entry entry) {
    Deque<Entry> own = byDevice.get(entry.who().identity().device());
    if (own == null || !own.remove(entry)) {
      return false;
    }
    if (own.isEmpty()) {
      byDevice.remove(entry.who().identity().device());
    }
    return true;
  }

  synchronized Optional<Entry> newest(DeviceId device) {
    return Optional.ofNullable(byDevice.get(device)).map(Deque::peekLast);
  }

  synchronized List<Entry> of(DeviceId device) {
    Deque<Entry> own = byDevice.get(device);
    return own == null ? List.of() : List.copyOf(own);
  }

  synchronized List<Entry> all() {
    return byDevice.values().stream().flatMap(Deque::stream).toList();
  }
}
