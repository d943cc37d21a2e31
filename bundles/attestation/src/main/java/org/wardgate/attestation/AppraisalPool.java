package org.wardgate.attestation;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few threads for the expensive part, with a bounded queue: evidence that does not fit in is
 * refused at once instead of piling up. Thread-safe.
 */
final class AppraisalPool {
  /** Threads. */
  static final int THREADS_COUNT = 2;

  /** Most waiting appraisals. */
  static final int QUEUE_MAX_COUNT = 1_024;

  private static final long IDLE_MAX_SECONDS = 60;

  private final ThreadPoolExecutor executor;

  AppraisalPool() {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            THREADS_COUNT,
            THREADS_COUNT,
            IDLE_MAX_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_MAX_COUNT),
            task -> {
              Thread thread = new Thread(task, "wardgate-attestation-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs work.
   *
   * @return empty if there is no room or the pool is closed
   */
  <T> Optional<CompletionStage<T>> submit(Supplier<T> work) {
    try {
      return Optional.of(CompletableFuture.supplyAsync(work, executor));
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  /** Lets nothing more in; what runs may end. */
  void close() {
    executor.shutdown();
  }
}
