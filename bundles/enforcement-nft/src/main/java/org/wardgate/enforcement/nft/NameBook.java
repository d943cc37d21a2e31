package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Which addresses names have, and until when. Confined to one thread. */
final class NameBook {
  /** Most addresses kept of one name; the one that would expire first makes room. */
  static final int ADDRESSES_MAX_COUNT = 128;

  private final Map<String, Map<Inet4Address, Long>> expiryNanosByName = new HashMap<>();

  /** A copy with the names the predicate accepts. */
  NameBook copy(Predicate<String> wanted) {
    NameBook copy = new NameBook();
    expiryNanosByName.forEach(
        (name, addresses) -> {
          if (wanted.test(name)) {
            copy.expiryNanosByName.put(name, new HashMap<>(addresses));
          }
        });
    return copy;
  }

  /** When the address of a name expires, by the clock of {@link System#nanoTime()}. */
  OptionalLong expiryNanos(String name, Inet4Address address) {
    Long expiry = expiryNanosByName.getOrDefault(name, Map.of()).get(address);
    return expiry == null ? OptionalLong.empty() : OptionalLong.of(expiry);
  }

  /** The addresses of a name, expired ones included until {@link #purge}. */
  List<Inet4Address> addresses(String name) {
    return List.copyOf(expiryNanosByName.getOrDefault(name, Map.of()).keySet());
  }

  /** Extends an address, never shortens it. */
  void extend(String name, Inet4Address address, long expiryNanos) {
    Map<Inet4Address, Long> addresses =
        expiryNanosByName.computeIfAbsent(name, key -> new HashMap<>());
    if (addresses.size() >= ADDRESSES_MAX_COUNT && !addresses.containsKey(address)) {
      soonest(addresses, expiryNanos).ifPresent(addresses::remove);
    }
    addresses.merge(address, expiryNanos, (known, given) -> given - known > 0 ? given : known);
  }

  /** Puts back what {@link #snapshot} gave. */
  void restore(String name, Map<Inet4Address, Long> addresses) {
    if (addresses.isEmpty()) {
      expiryNanosByName.remove(name);
    } else {
      expiryNanosByName.put(name, new HashMap<>(addresses));
    }
  }

  /** Everything known of a name. */
  Map<Inet4Address, Long> snapshot(String name) {
    return Map.copyOf(expiryNanosByName.getOrDefault(name, Map.of()));
  }

  /** Forgets what has expired. */
  void purge(long nowNanos) {
    for (String name : new ArrayList<>(expiryNanosByName.keySet())) {
      Map<Inet4Address, Long> addresses = snapshotOf(name);
      addresses.values().removeIf(expiry -> expiry - nowNanos <= 0);
      restore(name, addresses);
    }
  }

  private Map<Inet4Address, Long> snapshotOf(String name) {
    return new HashMap<>(expiryNanosByName.getOrDefault(name, Map.of()));
  }

  private static Optional<Inet4Address> soonest(Map<Inet4Address, Long> addresses, long now) {
    return addresses.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue() - now))
        .map(Map.Entry::getKey);
  }
}
