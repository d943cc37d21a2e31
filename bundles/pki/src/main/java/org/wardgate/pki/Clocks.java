package org.wardgate.pki;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What time is asked of.
 *
 * @param wall may leap
 * @param nanoTime only rises, as {@link System#nanoTime} does
 */
record Clocks(Clock wall, LongSupplier nanoTime) {
  static Clocks ofSystem() {
    return new Clocks(Clock.systemUTC(), System::nanoTime);
  }
}
