package org.wardgate.integration.kura;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Asks again and again, and keeps how long nothing answered. */
final class Outage {
  private static final long POLL_NANOS = 5_000_000;

  private final Thread thread;
  private volatile boolean ended;
  private volatile long longestNanos;

  private Outage(Callable<Boolean> probe) {
    thread = new Thread(() -> watchOver(probe), "outage");
    thread.start();
  }

  static Outage watch(Callable<Boolean> probe) {
    return new Outage(probe);
  }

  private void watchOver(Callable<Boolean> probe) {
    long good = System.nanoTime();
    while (!ended) {
      boolean answers = answers(probe);
      long now = System.nanoTime();
      if (answers) {
        longestNanos = Math.max(longestNanos, now - good);
        good = now;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean answers(Callable<Boolean> probe) {
    try {
      return probe.call();
    } catch (IOException e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  long longestMillis() throws InterruptedException {
    ended = true;
    thread.join();
    return longestNanos / 1_000_000;
  }
}
