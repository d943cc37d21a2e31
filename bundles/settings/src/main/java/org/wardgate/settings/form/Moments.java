package org.wardgate.settings.form;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A while by this machine's clock. An interrupt ends it early. */
final class Moments implements Trial.Patience {
  /** How long a component may take to refuse what it was given, in seconds. */
  static final long WAIT_SECONDS = 3;

  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @Override
  public BooleanSupplier get() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    return () -> {
      LockSupport.parkNanos(MOMENT_NANOS);
      return System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted();
    };
  }
}
