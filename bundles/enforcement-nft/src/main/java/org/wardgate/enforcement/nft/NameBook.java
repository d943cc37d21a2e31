package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Which addresses names have, and until when. Confined to one thread. */
final class NameBook {
  /** Most addresses kept of one name; the one that would expire first makes room. */
  static final int ADDRESSES_MAX_COUNT = 128;

  private final Map<String, Map<InetAddress, Long>> expiryNanosByName = new HashMap<>();

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
  OptionalLong expiryNanos(String name, InetAddress address) {
    Long expiry = expiryNanosByName.getOrDefault(name, Map.of()).get(address);
    return expiry == null ? OptionalLong.empty() : OptionalLong.of(expiry);
  }

  /** Whether a name has an address now. */
  boolean has(String name, InetAddress address, long nowNanos) {
    OptionalLong expiry = expiryNanos(name, address);
    return expiry.isPresent() && expiry.getAsLong() - nowNanos > 0;
  }

  /** When the first of several names no longer has an address; empty if one does not have it. */
  OptionalLong soonestExpiry(List<String> names, InetAddress address) {
    OptionalLong soonest = OptionalLong.empty();
    for (String name : names) {
      OptionalLong expiry = expiryNanos(name, address);
      if (expiry.isEmpty()) {
        return expiry;
      }
      if (soonest.isEmpty() || expiry.getAsLong() - soonest.getAsLong() < 0) {
        soonest = expiry;
      }
    }
    return soonest;
  }

  /** The addresses of a name, expired ones included until {@link #purge}. */
  List<InetAddress> addresses(String name) {
    return List.copyOf(expiryNanosByName.getOrDefault(name, Map.of()).keySet());
  }

  /** All names that have, or had, an address. */
  Set<String> names() {
    return Set.copyOf(expiryNanosByName.keySet());
  }

  /** Extends an address, never shortens it. */
  void extend(String name, InetAddress address, long expiryNanos) {
    Map<InetAddress, Long> addresses =
        expiryNanosByName.computeIfAbsent(name, key -> new HashMap<>());
    if (addresses.size() >= ADDRESSES_MAX_COUNT && !addresses.containsKey(address)) {
      soonest(addresses, expiryNanos).ifPresent(addresses::remove);
    }
    addresses.merge(address, expiryNanos, (known, given) -> given - known > 0 ? given : known);
  }

  /** Puts back what {@link #snapshot} gave. */
  void restore(String name, Map<InetAddress, Long> addresses) {
    if (addresses.isEmpty()) {
      expiryNanosByName.remove(name);
    } else {
      expiryNanosByName.put(name, new HashMap<>(addresses));
    }
  }

  /** Everything known of a name. */
  Map<InetAddress, Long> snapshot(String name) {
    return Map.copyOf(expiryNanosByName.getOrDefault(name, Map.of()));
  }

  /** Forgets what has expired. */
  void purge(long nowNanos) {
    for (String name : new ArrayList<>(expiryNanosByName.keySet())) {
      Map<InetAddress, Long> addresses = snapshotOf(name);
      addresses.values().removeIf(expiry -> expiry - nowNanos <= 0);
      restore(name, addresses);
    }
  }

  private Map<InetAddress, Long> snapshotOf(String name) {
    return new HashMap<>(expiryNanosByName.getOrDefault(name, Map.of()));
  }

  private static Optional<InetAddress> soonest(Map<InetAddress, Long> addresses, long now) {
    return addresses.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue() - now))
        .map(Map.Entry::getKey);
  }
}
