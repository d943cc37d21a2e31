package org.wardgate.integration.updates;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When the plug is pulled. */
enum Moment {
  /** Some time after the update was handed in. */
  RANDOM,
  /** While bundles are exchanged. */
  INSTALLING,
  /** While the new set is watched. */
  PROBATION,
  /** While it is made the one that counts. */
  KEEPING,
  /** When it is over. */
  OVER;

  private static final int AT_RANDOM_MAX_MS = 6_000;
  private static final int AFTER_MAX_MS = 400;
  private static final int KEEPING_MAX_MS = 30;
  private static final long WAIT_SECONDS = 30;

  static Moment any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Returns when it has come. It may be over before it is seen, or never come: then at another. */
  void await(Gateway gateway, Release next, Random random) throws IOException {
    if (this == RANDOM) {
      pause(random.nextInt(AT_RANDOM_MAX_MS));
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    String step = gateway.step(next);
    while (!step.equals(name()) && !step.equals(OVER.name()) && System.nanoTime() - end < 0) {
      pause(1);
      step = gateway.step(next);
    }
    pause(random.nextInt(this == KEEPING ? KEEPING_MAX_MS : AFTER_MAX_MS));
  }

  static void pause(long ms) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
  }
}
