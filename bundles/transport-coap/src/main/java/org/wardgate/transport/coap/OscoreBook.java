package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.security.Principal;
import java.util.ArrayDeque;
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
  /** Sessions of one device at one address: the one it has and the one that takes its place. */
  static final int SESSIONS_PER_PLACE_MAX = 2;

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

  /**
   * Adds a session; the answer are those that have to go, maybe the new one. As over DTLS a
   * newcomer never costs a session at another address its place: it might be a copy that wants to
   * push the device out before it was asked.
   */
  synchronized List<Entry> add(Entry entry) {
    Deque<Entry> own =
        byDevice.computeIfAbsent(entry.who().identity().device(), d -> new ArrayDeque<>(2));
    own.addLast(entry);
    List<Entry> here = own.stream().filter(e -> place(e).equals(place(entry))).toList();
    long places = own.stream().map(OscoreBook::place).distinct().count();
    if (places > SessionRegistry.PLACES_OF_DEVICE_MAX_COUNT && here.size() == 1) {
      return List.of(entry);
    }
    return here.size() > SESSIONS_PER_PLACE_MAX ? List.of(here.get(0)) : List.of();
  }

  private static InetAddress place(Entry entry) {
    return entry.session().address().getAddress();
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
