package org.wardgate.names;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many addresses a name may have at the same time: whoever answers each question with fresh
 * ones would fill the packet filter. Confined to one thread.
 */
final class AddressBudget {
  /** Addresses of a name whose time has not run out. */
  static final int PER_NAME_MAX_COUNT = 512;

  /** Most names remembered; the one asked for longest ago makes room. */
  static final int NAMES_MAX_COUNT = 1_024;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<String, Map<InetAddress, Long>> untilNanosByName =
      new LinkedHashMap<>(64, 0.75f, true);

  AddressBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Those of the addresses that the name may have: all that it has already, and what room is left.
   */
  Map<InetAddress, Integer> within(String name, Map<InetAddress, Integer> ttlSecondsByAddress) {
    long now = nanoTime.getAsLong();
    Map<InetAddress, Long> known = untilNanosByName.computeIfAbsent(name, key -> new HashMap<>());
    known.values().removeIf(until -> until - now <= 0);
    Map<InetAddress, Integer> within = new LinkedHashMap<>();
    ttlSecondsByAddress.forEach(
        (address, ttlSeconds) -> {
          if (known.containsKey(address) || known.size() < PER_NAME_MAX_COUNT) {
            known.merge(address, now + ttlSeconds * SECOND_NANOS, AddressBudget::later);
            within.put(address, ttlSeconds);
          }
        });
    if (untilNanosByName.size() > NAMES_MAX_COUNT) {
      Iterator<String> oldest = untilNanosByName.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return within;
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
