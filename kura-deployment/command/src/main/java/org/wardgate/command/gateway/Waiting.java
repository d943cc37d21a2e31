package org.wardgate.command.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that tells nobody when it happens. */
final class Waiting {

  private static final long POLL_MS = 50;

  private Waiting() {}

  /** Until it is worth asking again. */
  static void moment() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
  }

  /** Whether it happened in time. */
  static boolean until(BooleanSupplier happened, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
    }
    return true;
  }
}
