package org.wardgate.pki;

import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;

/** Signs on a few threads of its own; refuses when too many wait. Thread-safe. */
final class SigningQueue implements AutoCloseable {
  /** Most requests that wait. */
  static final int WAITING_MAX_COUNT = 512;

  private static final int THREADS_MAX_COUNT = 2;
  private static final long IDLE_SECONDS = 30;

  private final Clock clock;
  private final ThreadPoolExecutor executor;

  SigningQueue(Clock clock, int waitingMaxCount) {
    this.clock = clock;
    this.executor =
        new ThreadPoolExecutor(
            THREADS_MAX_COUNT,
            THREADS_MAX_COUNT,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waitingMaxCount),
            task -> {
              Thread thread = new Thread(task, "wardgate-pki-signing");
              thread.setDaemon(true);
              return thread;
            });
    this.executor.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the work soon; completes normally in every case.
   *
   * @param refusal what is answered if the work cannot be done
   */
  <I extends PkiIntent> CompletionStage<PkiEvent> submit(
      I intent,
      Function<I, CompletionStage<PkiEvent>> work,
      BiFunction<I, Problem, PkiEvent> refusal) {
    CompletableFuture<PkiEvent> result = new CompletableFuture<>();
    try {
      executor.execute(() -> run(intent, work, refusal).thenAccept(result::complete));
    } catch (RejectedExecutionException e) {
      String detail = executor.getQueue().size() + " are waiting";
      result.complete(refusal.apply(intent, Problem.of(PkiErrors.BUSY, detail)));
    }
    return result;
  }

  private <I extends PkiIntent> CompletionStage<PkiEvent> run(
      I intent,
      Function<I, CompletionStage<PkiEvent>> work,
      BiFunction<I, Problem, PkiEvent> refusal) {
    if (clock.instant().isAfter(intent.deadline())) {
      Problem late = Problem.of(PkiErrors.BUSY, "the deadline passed while it waited");
      return CompletableFuture.completedFuture(refusal.apply(intent, late));
    }
    CompletionStage<PkiEvent> started;
    try {
      started = work.apply(intent);
    } catch (RuntimeException e) {
      started = CompletableFuture.failedFuture(e);
    }
    // whoever asked must hear an answer, whatever went wrong
    return started.exceptionally(e -> refusal.apply(intent, Failures.problem(e)));
  }

  /** Refuses what comes; what waits is still answered. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
