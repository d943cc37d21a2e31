package org.wardgate.platform.felix.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from one second to a minute, shortened at
 * random by up to a fifth (never below one second), so that a hospital's gateways do not return in
 * step. Not thread-safe.
 */
final class Backoff {
  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(60);

  private final RandomGenerator random;
  private long nextMillis = SHORTEST.toMillis();

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait before the next attempt, in milliseconds. */
  long nextMillis() {
    long millis = nextMillis;
    nextMillis = Math.min(LONGEST.toMillis(), millis * 2);
    return Math.max(SHORTEST.toMillis(), millis - random.nextLong(millis / 5 + 1));
  }

  /** The last attempt lasted: begin with the shortest again. */
  void reset() {
    nextMillis = SHORTEST.toMillis();
  }
}
