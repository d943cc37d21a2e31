package org.wardgate.platform.kura.service;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again a while later; asked twice meanwhile it still does it once. Thread-safe. */
public final class Retry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

  private final ScheduledExecutorService timer;
  private final long pauseSeconds;
  private final Runnable task;
  private final AtomicBoolean waiting = new AtomicBoolean();

  /**
   * Does nothing yet.
   *
   * @param timer is shut down with this
   * @param pauseSeconds how much later, 1 and more
   * @param task throws nothing
   */
  public Retry(ScheduledExecutorService timer, long pauseSeconds, Runnable task) {
    this.timer = timer;
    this.pauseSeconds = pauseSeconds;
    this.task = task;
  }

  /** Does it once the pause is over. */
  public void later() {
    if (!waiting.compareAndSet(false, true)) {
      return;
    }
    try {
      ScheduledFuture<?> unused = timer.schedule(this::now, pauseSeconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is tried again any more", e);
    }
  }

  private void now() {
    waiting.set(false);
    task.run();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
