package org.wardgate.platform.kura.command;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns at most once a minute, so that a stranger cannot fill the log. Thread-safe. */
final class Complaints {
  static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final LongSupplier nanoTime;
  private long loudAtNanos;
  private long silentCount;
  private boolean everLoud;

  Complaints(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  synchronized void note(String line) {
    long now = nanoTime.getAsLong();
    if (everLoud && now - loudAtNanos < SILENCE_NANOS) {
      silentCount++;
      return;
    }
    log.warn("{} ({} more before)", line, silentCount);
    everLoud = true;
    loudAtNanos = now;
    silentCount = 0;
  }
}
