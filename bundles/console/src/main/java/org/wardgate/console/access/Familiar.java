package org.wardgate.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Who logged in from where lately, so that strangers who guess do not keep them out. Thread-safe.
 */
final class Familiar {
  /** Remembered at most; beyond it the one not heard of for longest is forgotten. */
  static final int COUNT_MAX = 256;

  /** Seconds that somebody is remembered after the last login. */
  static final long REMEMBERED_SECONDS = 86_400;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<String, Long> seenAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > COUNT_MAX;
        }
      };

  Familiar(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized boolean contains(String key) {
    Long seen = seenAt.get(key);
    return seen != null && nanoTime.getAsLong() - seen < REMEMBERED_SECONDS * NANOS_PER_SECOND;
  }

  synchronized void add(String key) {
    seenAt.put(key, nanoTime.getAsLong());
  }
}
