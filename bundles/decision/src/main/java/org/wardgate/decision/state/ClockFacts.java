package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the clock on the wall is believed. One that leaps is not: time then goes on from the last
 * moment that was believed.
 *
 * @param right whether it is believed
 * @param notBefore the newest time that was ever believed
 * @param believed a moment that was believed in this process; absent before the first tick
 * @param steady while it is not believed: since when it shows what it shows now
 * @param settledAtMillis from this monotonic time on, certificates may count as expired: the ward
 *     had time to renew since the last leap, or since the start
 */
public record ClockFacts(
    boolean right,
    Instant notBefore,
    Optional<Moment> believed,
    Optional<Moment> steady,
    long settledAtMillis) {
  /** A leap of more than this is one. */
  public static final Duration LEAP = Duration.ofMinutes(5);

  /** A gateway may have been off so long. */
  public static final Duration AWAY_MAX = Duration.ofDays(400);

  /** No clock shows less: the software is younger. */
  public static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");

  /** No clock shows more. */
  public static final Instant LATEST = Instant.parse("2075-01-01T00:00:00Z");

  /** Nothing is known. */
  public static final ClockFacts UNKNOWN =
      new ClockFacts(true, Instant.EPOCH, Optional.empty(), Optional.empty(), Long.MAX_VALUE);

  /** Whether the clock on the wall is believed now. */
  public boolean believes(Moment now) {
    return right
        && believed.map(b -> b.leapUntil(now).compareTo(LEAP) <= 0).orElse(plausible(now.wall()));
  }

  /** What time it is, whatever the clock on the wall shows. */
  public Instant soundAt(Moment now) {
    if (believed.isEmpty()) {
      Instant last = notBefore.isBefore(EARLIEST) ? EARLIEST : notBefore;
      return plausible(now.wall()) ? now.wall() : last;
    }
    return believes(now) ? now.wall() : believed.get().wallAt(now.monotonicMillis());
  }

  /** Whether a clock may show this when nothing but the journal is known. */
  public boolean plausible(Instant wall) {
    boolean possible = wall.isAfter(EARLIEST) && wall.isBefore(LATEST);
    boolean first = notBefore.equals(Instant.EPOCH);
    return possible
        && (first
            || (wall.isAfter(notBefore.minus(LEAP)) && wall.isBefore(notBefore.plus(AWAY_MAX))));
  }

  /** The newest time that was ever believed, in this process too. */
  public Instant lastBelieved() {
    return believed.map(Moment::wall).filter(wall -> wall.isAfter(notBefore)).orElse(notBefore);
  }

  /** The journal says so. */
  public ClockFacts turned(boolean nowRight, Instant newNotBefore) {
    return new ClockFacts(nowRight, newNotBefore, believed, steady, settledAtMillis);
  }

  /** The journal has a record of then. */
  public ClockFacts seen(Instant recordAt) {
    return recordAt.isAfter(notBefore) && recordAt.isBefore(LATEST)
        ? new ClockFacts(right, recordAt, believed, steady, settledAtMillis)
        : this;
  }
}
