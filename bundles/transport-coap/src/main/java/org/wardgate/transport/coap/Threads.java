package org.wardgate.transport.coap;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small pools of named daemon threads that end when asked. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long END_WAIT_MILLIS = 1000;

  private Threads() {}

  static ScheduledThreadPoolExecutor pool(String name, int size) {
    AtomicInteger count = new AtomicInteger();
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(
            size,
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return pool;
  }

  static void end(ScheduledThreadPoolExecutor pool) {
    pool.shutdownNow();
    try {
      if (!pool.awaitTermination(END_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("Threads still busy after {} ms: {}", END_WAIT_MILLIS, pool);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
