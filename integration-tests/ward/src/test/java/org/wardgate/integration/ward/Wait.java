package org.wardgate.integration.ward;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for conditions. */
final class Wait {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private Wait() {}

  /** A condition that may fail to be asked. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(long seconds, Supplier<String> what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      if (condition.holds()) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("waited in vain for " + what.get());
  }
}
