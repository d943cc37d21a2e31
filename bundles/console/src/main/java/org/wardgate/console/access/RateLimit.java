package org.wardgate.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often strangers may ask: each address so often, all together so often. Token buckets; an
 * address not heard of for long is forgotten. Thread-safe.
 */
public final class RateLimit {

  /** Requests of one address a second; as many again at once. */
  static final int ADDRESS_PER_SECOND_MAX = 50;

  /** Requests of all addresses a second; as many again at once. */
  static final int ALL_PER_SECOND_MAX = 200;

  /** Addresses remembered; beyond it the one not heard of for longest is forgotten. */
  static final int ADDRESSES_MAX_COUNT = 1_024;

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoTime;
  private final Bucket all;
  private final Map<String, Bucket> byAddress =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > ADDRESSES_MAX_COUNT;
        }
      };

  /**
   * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
   */
  public RateLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.all = new Bucket(ALL_PER_SECOND_MAX, nanoTime.getAsLong());
  }

  /** Whether one more request of that address is served. */
  public synchronized boolean permits(String address) {
    long now = nanoTime.getAsLong();
    Bucket own = byAddress.computeIfAbsent(address, key -> new Bucket(ADDRESS_PER_SECOND_MAX, now));
    // what an address is refused does not use up what all have
    return own.take(now) && all.take(now);
  }

  /** Fills by so many a second, holds twice as many at most. Guarded by its owner. */
  private static final class Bucket {
    private final int perSecond;
    private double tokens;
    private long filledAt;

    Bucket(int perSecond, long now) {
      this.perSecond = perSecond;
      this.tokens = 2.0 * perSecond;
      this.filledAt = now;
    }

    boolean take(long now) {
      double earned = (now - filledAt) / NANOS_PER_SECOND * perSecond;
      tokens = Math.min(2.0 * perSecond, tokens + earned);
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
