package org.wardgate.decision.run;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.wardgate.decision.state.Moment;

/**
 * The two clocks of a gateway. Thread-safe.
 *
 * @param wall which anybody may set
 * @param nanoTime which only rises
 */
public record Clocks(Clock wall, LongSupplier nanoTime) {
  /** Those of the machine. */
  public static Clocks system() {
    return new Clocks(Clock.systemUTC(), System::nanoTime);
  }

  /** What they show. */
  Moment now() {
    return new Moment(wall.instant(), nanoTime.getAsLong() / 1_000_000);
  }
}
