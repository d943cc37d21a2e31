package org.wardgate.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often somebody may be wrong: so often at once, then once in a while. Counts before it is
 * known whether somebody is wrong, so that asking many times at once gains nothing; who was right
 * gets it back. A key not heard of for long is forgotten. Thread-safe.
 */
final class FailureLimit {
  /** Keys remembered; beyond it the one not heard of for longest is forgotten. */
  static final int KEYS_MAX_COUNT = 1_024;

  private static final double NANOS_PER_SECOND = 1e9;

  private final int atOnce;
  private final double everySeconds;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > KEYS_MAX_COUNT;
        }
      };

  /** Guarded by its owner. */
  private static final class Bucket {
    private double tries;
    private long filledAt;
  }

  /**
   * @param atOnce how often at once
   * @param everySeconds after which time once more
   * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
   */
  FailureLimit(int atOnce, double everySeconds, LongSupplier nanoTime) {
    this.atOnce = atOnce;
    this.everySeconds = everySeconds;
    this.nanoTime = nanoTime;
  }

  /** Whether there is a try. */
  synchronized boolean has(String key) {
    return !buckets.containsKey(key) || filled(key).tries >= 1;
  }

  /** Takes a try; whether there was one. */
  synchronized boolean take(String key) {
    Bucket bucket = filled(key);
    if (bucket.tries < 1) {
      return false;
    }
    bucket.tries--;
    return true;
  }

  /** Gives a try back: it was no failure. */
  synchronized void giveBack(String key) {
    Bucket bucket = filled(key);
    bucket.tries = Math.min(atOnce, bucket.tries + 1);
  }

  private Bucket filled(String key) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.tries = atOnce;
      buckets.put(key, bucket);
    } else {
      double earned = (now - bucket.filledAt) / NANOS_PER_SECOND / everySeconds;
      bucket.tries = Math.min(atOnce, bucket.tries + earned);
    }
    bucket.filledAt = now;
    return bucket;
  }
}
