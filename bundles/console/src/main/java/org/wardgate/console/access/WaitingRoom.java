package org.wardgate.console.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When strangers may have a password checked: so often for each name, so often altogether. Who
 * comes when that is used up gets a place in a line instead of a refusal for good: asking again
 * keeps it. The line goes round the groups of networks, so that many addresses of a few groups do
 * not keep out one of another. No thread waits here. Thread-safe.
 */
final class WaitingRoom {
  /** Passwords checked for one name at once, and the seconds until one more. */
  static final int NAME_MAX_COUNT = 20;

  static final double NAME_SECONDS = 1;

  /** Passwords checked altogether at once, and the seconds until one more. */
  static final int ALL_MAX_COUNT = 40;

  static final double ALL_SECONDS = 0.1;

  /** Places in the line, and of one network. */
  static final int WAITING_MAX_COUNT = 1_024;

  static final int OF_NETWORK_MAX_COUNT = 4;

  /** Who does not ask again within this loses the place, or the turn. */
  static final long KEPT_SECONDS = 30;

  private static final long KEPT_NANOS = KEPT_SECONDS * 1_000_000_000L;
  private static final long ALL_NANOS = (long) (ALL_SECONDS * 1e9);
  private static final String ALL = "";

  private final FailureLimit names;
  private final FailureLimit all;
  private final LongSupplier nanoTime;
  private final Map<String, Deque<Waiting>> groups = new LinkedHashMap<>();
  private final Map<Key, Long> called = new LinkedHashMap<>();
  private int waiting;
  private long calledAt;

  private record Key(String network, String name) {}

  /** Guarded by its owner. */
  private static final class Waiting {
    private final Key key;
    private long askedAt;

    private Waiting(Key key, long askedAt) {
      this.key = key;
      this.askedAt = askedAt;
    }
  }

  WaitingRoom(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.names = new FailureLimit(NAME_MAX_COUNT, NAME_SECONDS, nanoTime);
    this.calledAt = nanoTime.getAsLong();
    this.all = new FailureLimit(ALL_MAX_COUNT, ALL_SECONDS, nanoTime);
  }

  /** Whether that network may try a password of that name now; if not it has, or gets, a place. */
  synchronized boolean mayTry(Network network, String name) {
    long now = nanoTime.getAsLong();
    Key key = new Key(network.own(), name);
    place(network, key).ifPresent(place -> place.askedAt = now);
    // nobody passes those who wait; where there is nothing to pass for, looking now and then does
    if (now - calledAt >= ALL_NANOS || (names.has(name) && all.has(ALL))) {
      leave(now);
      call(now);
      calledAt = now;
    }
    if (called.remove(key) != null) {
      return true;
    }
    if (place(network, key).isEmpty()) {
      if (takes(name)) {
        return true;
      }
      enter(network, key, now);
    }
    return false;
  }

  /** It was no failure. */
  synchronized void right(String name) {
    names.giveBack(name);
    all.giveBack(ALL);
  }

  /** The turn could not be used; the next time that network asks it has it. */
  synchronized void later(Network network, String name) {
    called.put(new Key(network.own(), name), nanoTime.getAsLong());
  }

  private boolean takes(String name) {
    // in this order: only as many names are remembered as there are checks
    if (!all.take(ALL)) {
      return false;
    }
    if (!names.take(name)) {
      all.giveBack(ALL);
      return false;
    }
    return true;
  }

  private Optional<Waiting> place(Network network, Key key) {
    return of(network.group()).stream().filter(place -> place.key.equals(key)).findFirst();
  }

  private Deque<Waiting> of(String group) {
    return groups.getOrDefault(group, new ArrayDeque<>());
  }

  private void leave(long now) {
    called.values().removeIf(since -> now - since > KEPT_NANOS);
    for (Deque<Waiting> group : groups.values()) {
      int before = group.size();
      group.removeIf(place -> now - place.askedAt > KEPT_NANOS);
      waiting -= before - group.size();
    }
    groups.values().removeIf(Deque::isEmpty);
  }

  /** Gives turns to those who wait, as far as there are any. */
  private void call(long now) {
    Set<String> usedUp = new HashSet<>();
    Optional<Key> next = next(usedUp);
    while (next.isPresent()) {
      called.put(next.get(), now);
      next = next(usedUp);
    }
  }

  /** Takes the next one out of the line; then it is the turn of the groups behind. */
  private Optional<Key> next(Set<String> usedUp) {
    if (waiting == 0 || !all.take(ALL)) {
      return Optional.empty();
    }
    for (String group : List.copyOf(groups.keySet())) {
      Deque<Waiting> places = of(group);
      Optional<Waiting> first = first(places, usedUp);
      if (first.isPresent()) {
        places.remove(first.get());
        waiting--;
        groups.remove(group);
        if (!places.isEmpty()) {
          groups.put(group, places);
        }
        return Optional.of(first.get().key);
      }
    }
    all.giveBack(ALL);
    return Optional.empty();
  }

  /** The first whose name has a try left, which is taken. */
  private Optional<Waiting> first(Deque<Waiting> places, Set<String> usedUp) {
    for (Waiting place : places) {
      String name = place.key.name();
      if (!usedUp.contains(name)) {
        if (names.take(name)) {
          return Optional.of(place);
        }
        usedUp.add(name);
      }
    }
    return Optional.empty();
  }

  private void enter(Network network, Key key, long now) {
    Deque<Waiting> own = of(network.group());
    long ofNetwork = own.stream().filter(one -> one.key.network().equals(network.own())).count();
    if (ofNetwork >= OF_NETWORK_MAX_COUNT || !room(own)) {
      return;
    }
    groups.computeIfAbsent(network.group(), group -> new ArrayDeque<>()).add(new Waiting(key, now));
    waiting++;
  }

  /** Makes room at the end of the largest group, if that is larger than one's own. */
  private boolean room(Deque<Waiting> own) {
    if (waiting < WAITING_MAX_COUNT) {
      return true;
    }
    Deque<Waiting> largest = own;
    for (Deque<Waiting> group : groups.values()) {
      largest = group.size() > largest.size() ? group : largest;
    }
    if (largest.size() <= own.size() + 1) {
      return false;
    }
    largest.removeLast();
    waiting--;
    return true;
  }
}
