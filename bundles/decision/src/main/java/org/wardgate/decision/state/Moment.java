package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, by two clocks.
 *
 * @param wall what the clock on the wall shows; anybody may set it
 * @param monotonicMillis milliseconds since some beginning of this process; only rises
 */
public record Moment(Instant wall, long monotonicMillis) {
  /** What the clock on the wall shall show later, if nobody sets it. */
  public Instant wallAt(long laterMillis) {
    return wall.plusMillis(laterMillis - monotonicMillis);
  }

  /** How far the clock on the wall was moved since, either way. */
  public Duration leapUntil(Moment later) {
    return Duration.between(wallAt(later.monotonicMillis), later.wall).abs();
  }
}
