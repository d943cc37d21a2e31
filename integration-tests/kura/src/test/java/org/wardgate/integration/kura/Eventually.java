package org.wardgate.integration.kura;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for what comes. */
final class Eventually {
  private static final long PATIENCE_NANOS =
      1_000_000_000L * Long.getLong("wardgate.patience.seconds", 40);
  private static final long POLL_NANOS = 20_000_000;

  private Eventually() {}

  static void isTrue(Supplier<String> what, Callable<Boolean> probe) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    String last = "";
    while (System.nanoTime() < end) {
      try {
        if (probe.call()) {
          return;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("waited in vain for " + what.get() + ' ' + last);
  }
}
