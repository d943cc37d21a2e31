package org.wardgate.cloud;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on a thread of its own. Thread-safe. */
final class ThreadLoop implements Loop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadLoop.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "wardgate-cloud");
            made.setDaemon(true);
            return made;
          });

  @Override
  public void execute(Runnable task) {
    schedule(task, 0);
  }

  @Override
  public void schedule(Runnable task, long delayMillis) {
    try {
      ScheduledFuture<?> unused =
          thread.schedule(() -> guarded(task), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the cloud sync has ended");
    }
  }

  /** Drops what has not run. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  // an executor swallows what a task throws: a defect would stop the sync without a word
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the cloud sync failed on a defect; it goes on", e);
    }
  }
}
