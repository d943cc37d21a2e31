package org.wardgate.transport.coap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each of many keys: a rate on average, twice as much at once. Remembers the
 * keys used last. Thread-safe.
 */
final class TokenBuckets<K> {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<K, Bucket> buckets;

  /**
   * @param perSecond tokens a second
   * @param keysMax keys remembered
   * @param nanos a monotonic clock
   */
  TokenBuckets(int perSecond, int keysMax, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Bucket> eldest) {
            return size() > keysMax;
          }
        };
  }

  /** Takes a token of the key's bucket, if there is one. */
  synchronized boolean take(K key) {
    Bucket bucket = filled(key);
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }

  /** Whether there is a token in the key's bucket. */
  synchronized boolean has(K key) {
    return filled(key).tokens >= 1;
  }

  /** Takes a token in any case; what is owed, at most a full bucket, is paid back first. */
  synchronized void spend(K key) {
    Bucket bucket = filled(key);
    bucket.tokens = Math.max(-2 * perSecond, bucket.tokens - 1);
  }

  private Bucket filled(K key) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(2 * perSecond, now));
    double earned = (now - bucket.since) / NANOS_PER_SECOND * perSecond;
    bucket.tokens = Math.min(2 * perSecond, bucket.tokens + earned);
    bucket.since = now;
    return bucket;
  }

  private static final class Bucket {
    private double tokens;
    private long since;

    Bucket(double tokens, long since) {
      this.tokens = tokens;
      this.since = since;
    }
  }
}
