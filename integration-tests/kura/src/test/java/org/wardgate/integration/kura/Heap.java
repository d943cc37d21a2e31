package org.wardgate.integration.kura;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** What the process's objects take. */
final class Heap {
  private static final int TRIES = 8;
  private static final long PAUSE_NANOS = 200_000_000;

  private Heap() {}

  /** The least that is used after each of some collections. */
  static long usedKibibytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      ManagementFactory.getMemoryMXBean().gc();
      least =
          Math.min(
              least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return least;
  }
}
