package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;

/**
 * Undeclared traffic of a device, decaying with time so that an old mistake is forgiven.
 *
 * @param count packets, halved every {@link #HALF_LIFE}
 * @param destinationsCount most different destinations seen at once since the last release
 * @param at when {@code count} was last brought up to date
 */
public record Violations(double count, int destinationsCount, Instant at) {
  /** After this time half of the count is forgiven. */
  public static final Duration HALF_LIFE = Duration.ofMinutes(10);

  /** Most destinations counted. */
  public static final int DESTINATIONS_MAX_COUNT = 1_024;

  /** Highest count kept. */
  public static final double COUNT_MAX = 1e9;

  /** None. */
  public static final Violations NONE = new Violations(0, 0, Instant.EPOCH);

  /** What is left of them now. A clock that went back forgives nothing. */
  public Violations at(Instant now) {
    long elapsedMillis = Math.max(0, Duration.between(at, now).toMillis());
    double left = count * Math.pow(2, -(double) elapsedMillis / HALF_LIFE.toMillis());
    boolean forgiven = left < 0.5;
    return forgiven ? new Violations(0, 0, now) : new Violations(left, destinationsCount, now);
  }

  /** With more of them. */
  public Violations plus(long packets, int destinations, Instant now) {
    Violations left = at(now);
    return new Violations(
        Math.min(COUNT_MAX, left.count + packets),
        Math.min(DESTINATIONS_MAX_COUNT, left.destinationsCount + destinations),
        now);
  }
}
