package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;

/** The live sessions, and which of them have to go when there are too many. Thread-safe. */
final class SessionRegistry {
  /** Addresses that one device may have sessions from: where it was and where it is now. */
  static final int PLACES_OF_DEVICE_MAX_COUNT = 2;

  private final SessionLimits limits;
  private final Function<DeviceId, Optional<String>> manufacturer;
  private final Map<ConnectionId, Entry> byConnection = new LinkedHashMap<>();
  private final Map<DeviceId, Deque<PeerSession>> byDevice = new HashMap<>();
  private final Map<Object, Integer> counts = new HashMap<>();

  /** A session and what it counts for; both are those of its beginning. */
  private record Entry(
      PeerSession session, Optional<InetAddress> address, Optional<String> manufacturer) {}

  /**
   * @param manufacturer of a device, as the inventory says
   */
  SessionRegistry(SessionLimits limits, Function<DeviceId, Optional<String>> manufacturer) {
    this.limits = limits;
    this.manufacturer = manufacturer;
  }

  /**
   * Adds an established session.
   *
   * @return sessions to be closed in consequence; may contain the new one
   */
  synchronized List<PeerSession> add(ConnectionId connection, PeerSession session) {
    DeviceId device = session.identity().device();
    Entry entry = new Entry(session, place(session), manufacturer.apply(device));
    byConnection.put(connection, entry);
    count(entry, 1);
    Deque<PeerSession> own = byDevice.computeIfAbsent(device, d -> new ArrayDeque<>(2));
    own.addLast(session);
    List<PeerSession> excess = new ArrayList<>();
    own.stream().filter(s -> s != session && unreachable(s)).forEach(excess::add);
    overOfDevice(session, own.stream().filter(s -> !excess.contains(s)).toList())
        .ifPresent(excess::add);
    if (excess.isEmpty()) {
      crowd(entry).ifPresent(crowd -> excess.add(leastWanted(crowd).orElse(session)));
    }
    return excess;
  }

  /**
   * Who of a device's sessions has to go. A newcomer never costs a session at another address its
   * place: it might be a copy that wants to push the device out before it was asked.
   */
  private Optional<PeerSession> overOfDevice(PeerSession newcomer, List<PeerSession> own) {
    Optional<InetAddress> place = place(newcomer);
    List<PeerSession> here = own.stream().filter(s -> place(s).equals(place)).toList();
    long places = own.stream().map(SessionRegistry::place).distinct().count();
    if (places > PLACES_OF_DEVICE_MAX_COUNT && here.size() == 1) {
      return Optional.of(newcomer);
    }
    return here.size() > limits.ofDevice() ? Optional.of(here.get(0)) : Optional.empty();
  }

  private static Optional<InetAddress> place(PeerSession session) {
    return session.address().map(InetSocketAddress::getAddress);
  }

  /** Those among whom one has to go. */
  private Optional<Predicate<Entry>> crowd(Entry entry) {
    if (over(entry.manufacturer(), limits.ofManufacturer())) {
      return Optional.of(other -> other.manufacturer().equals(entry.manufacturer()));
    }
    if (over(entry.address(), limits.ofAddress())) {
      return Optional.of(other -> other.address().equals(entry.address()));
    }
    return byConnection.size() > limits.overall() ? Optional.of(other -> true) : Optional.empty();
  }

  private boolean over(Optional<?> key, int max) {
    return key.isPresent() && counts.getOrDefault(key.get(), 0) > max;
  }

  private void count(Entry entry, int change) {
    entry.manufacturer().ifPresent(key -> change(key, change));
    entry.address().ifPresent(key -> change(key, change));
  }

  private void change(Object key, int change) {
    counts.merge(key, change, (old, by) -> old + by == 0 ? null : old + by);
  }

  /** Without a connection id (RFC 9146) a session whose address another took is lost. */
  private static boolean unreachable(PeerSession session) {
    return session.address().isEmpty()
        && session.connection().map(c -> !c.expectCid()).orElse(true);
  }

  /** The oldest session of a device that is still joining: an admitted one outranks it. */
  private Optional<PeerSession> leastWanted(Predicate<Entry> crowd) {
    return byConnection.values().stream()
        .filter(entry -> entry.session().identity().kind() == PeerIdentity.Kind.IDEVID)
        .filter(crowd)
        .map(Entry::session)
        .findFirst();
  }

  /** Forgets a session. */
  synchronized Optional<PeerSession> remove(ConnectionId connection) {
    Entry entry = byConnection.remove(connection);
    if (entry == null) {
      return Optional.empty();
    }
    count(entry, -1);
    DeviceId device = entry.session().identity().device();
    Deque<PeerSession> own = byDevice.get(device);
    if (own != null) {
      own.remove(entry.session());
      if (own.isEmpty()) {
        byDevice.remove(device);
      }
    }
    return Optional.of(entry.session());
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
    return byConnection.values().stream().map(Entry::session).toList();
  }

  /** The session of a connection. */
  synchronized Optional<PeerSession> of(ConnectionId connection) {
    return Optional.ofNullable(byConnection.get(connection)).map(Entry::session);
  }
}
