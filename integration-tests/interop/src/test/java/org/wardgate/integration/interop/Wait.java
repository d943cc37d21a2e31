package org.wardgate.integration.interop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what a test means. */
final class Wait {
  private static final long PATIENCE_SECONDS = 60;
  private static final long POLL_MILLIS = 20;

  private Wait() {}

  /** Something that comes true sooner or later. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(Supplier<String> what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what.get());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
  }
}
