package org.wardgate.api.configuration;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Repeats a task at an interval that may change meanwhile. Thread-safe. */
public final class Repeating {
  private final ScheduledExecutorService executor;
  private final Runnable task;
  private @Nullable ScheduledFuture<?> scheduled;
  private int intervalSeconds;

  /**
   * @param executor ends the repetition when it is shut down
   * @param task what it throws ends the repetition
   */
  public Repeating(ScheduledExecutorService executor, Runnable task) {
    this.executor = executor;
    this.task = task;
  }

  /**
   * Repeats it at this interval from now on, for the first time at once. A run in progress ends as
   * usual. The same interval as before changes nothing.
   *
   * @param seconds between the end of a run and the next, at least 1
   */
  public synchronized void every(int seconds) {
    if (scheduled != null && seconds == intervalSeconds) {
      return;
    }
    stop();
    intervalSeconds = seconds;
    scheduled = executor.scheduleWithFixedDelay(task, 0, seconds, TimeUnit.SECONDS);
  }

  /** Runs it no more until the next {@link #every}. */
  public synchronized void stop() {
    if (scheduled != null) {
      scheduled.cancel(false);
      scheduled = null;
    }
  }
}
