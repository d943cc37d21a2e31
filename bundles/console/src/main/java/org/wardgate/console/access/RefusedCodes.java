package org.wardgate.console.access;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wardgate.api.Bytes;

/**
 * Codes that were looked at slowly and refused, so that nobody has the same one looked at again and
 * again. Kept as digests over the salt and the secret: a code drawn anew is another one.
 * Thread-safe.
 */
final class RefusedCodes {
  /** How long one is remembered. */
  static final long REMEMBERED_SECONDS = 600;

  /** Remembered at the same time; beyond it the oldest is forgotten. */
  static final int REMEMBERED_MAX_COUNT = 4_096;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<Bytes, Long> refusedAt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Long> eldest) {
          return size() > REMEMBERED_MAX_COUNT;
        }
      };

  /**
   * @param nanoTime a clock that only goes forward
   */
  RefusedCodes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void remember(SlowHash hash, String secret) {
    refusedAt.put(digest(hash, secret), nanoTime.getAsLong());
  }

  synchronized boolean knows(SlowHash hash, String secret) {
    Long at = refusedAt.get(digest(hash, secret));
    return at != null && nanoTime.getAsLong() - at < REMEMBERED_SECONDS * NANOS_PER_SECOND;
  }

  private static Bytes digest(SlowHash hash, String secret) {
    return Bytes.of((hash.salt().hex() + ":" + secret).getBytes(StandardCharsets.US_ASCII))
        .sha256();
  }
}
