package org.wardgate.enforcement.nft;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition. */
final class Await {
  private Await() {}

  /** A question about the world. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Duration patience, Condition condition)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds(what, condition)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(5_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static boolean holds(String what, Condition condition) {
    try {
      return condition.holds();
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }
}
