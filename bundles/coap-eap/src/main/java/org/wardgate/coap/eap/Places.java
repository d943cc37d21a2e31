package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Places for what is under way with addresses. An address that nothing was heard from may be
 * anybody's invention: such ones have places of their own, and the oldest of them gives way to a
 * newcomer; whoever answered keeps its place. Thread-safe.
 *
 * @param <T> what has a place
 */
final class Places<T> {
  /** Places for addresses that nothing was heard from yet. */
  static final int UNHEARD_MAX_COUNT = 256;

  private final int heardMax;
  private final int perAddressMax;
  private final Map<InetSocketAddress, T> unheard = new LinkedHashMap<>();
  private final Map<InetSocketAddress, T> heard = new HashMap<>();

  /**
   * @param heardMax places for those that answered
   * @param perAddressMax places of one IP address, of both kinds together
   */
  Places(int heardMax, int perAddressMax) {
    this.heardMax = heardMax;
    this.perAddressMax = perAddressMax;
  }

  /** Whether somebody of that address may have a place; never a second for the same port. */
  synchronized boolean open(InetSocketAddress address) {
    return !unheard.containsKey(address)
        && !heard.containsKey(address)
        && neighbours(heard, address).count() < perAddressMax;
  }

  /** Takes the place of whoever has to give way to that address; absent if there is room. */
  synchronized Optional<T> makeRoom(InetSocketAddress address) {
    long neighbours = neighbours(unheard, address).count() + neighbours(heard, address).count();
    if (neighbours >= perAddressMax) {
      return remove(neighbours(unheard, address).findFirst());
    }
    return unheard.size() >= UNHEARD_MAX_COUNT ? removeOldest() : Optional.empty();
  }

  /** Takes the place of the one that was waited for longest; absent if everybody was heard. */
  synchronized Optional<T> removeOldest() {
    return remove(unheard.entrySet().stream().findFirst());
  }

  /** Gives a place to somebody that nothing was heard from yet. */
  synchronized void enter(InetSocketAddress address, T newcomer) {
    unheard.put(address, newcomer);
  }

  /** It answered; false if it has given way meanwhile, or too many answered. */
  synchronized boolean heard(InetSocketAddress address, T one) {
    if (heard.size() >= heardMax || !unheard.remove(address, one)) {
      return false;
    }
    heard.put(address, one);
    return true;
  }

  /** It is over; false if it had no place any more. */
  synchronized boolean leave(InetSocketAddress address, T one) {
    return unheard.remove(address, one) || heard.remove(address, one);
  }

  /** Places taken. */
  synchronized int count() {
    return unheard.size() + heard.size();
  }

  private Optional<T> remove(Optional<Entry<InetSocketAddress, T>> entry) {
    Optional<T> removed = entry.map(Entry::getValue);
    entry.map(Entry::getKey).ifPresent(unheard::remove);
    return removed;
  }

  private static <T> Stream<Entry<InetSocketAddress, T>> neighbours(
      Map<InetSocketAddress, T> all, InetSocketAddress address) {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().getAddress().equals(address.getAddress()));
  }
}
