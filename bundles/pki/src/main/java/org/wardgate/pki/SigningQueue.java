package org.wardgate.pki;

import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;

/** Signs on a few threads of its own; refuses when too many wait. Thread-safe. */
final class SigningQueue implements AutoCloseable {
  /** Most requests that wait. */
  static final int WAITING_MAX_COUNT = 512;

  private static final int THREADS_MAX_COUNT = 2;
  private static final long IDLE_SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(SigningQueue.class);

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

  /** Runs the work soon; completes normally in every case. */
  CompletionStage<PkiEvent> submit(
      IssueCertificate intent, Function<IssueCertificate, PkiEvent> work) {
    CompletableFuture<PkiEvent> result = new CompletableFuture<>();
    try {
      executor.execute(() -> result.complete(run(intent, work)));
    } catch (RejectedExecutionException e) {
      result.complete(refused(intent, PkiErrors.BUSY, executor.getQueue().size() + " are waiting"));
    }
    return result;
  }

  static CertificateRefused refused(IssueCertificate intent, ErrorCode code, String detail) {
    return new CertificateRefused(
        intent.correlationId(), intent.device(), Problem.of(code, detail));
  }

  private PkiEvent run(IssueCertificate intent, Function<IssueCertificate, PkiEvent> work) {
    if (clock.instant().isAfter(intent.deadline())) {
      return refused(intent, PkiErrors.BUSY, "the deadline passed while it waited");
    }
    try {
      return work.apply(intent);
    } catch (RuntimeException e) {
      // whoever asked must hear an answer, whatever went wrong
      LOG.error("{} {}", PkiErrors.ISSUE_FAILED.code(), intent.device(), e);
      return refused(intent, PkiErrors.ISSUE_FAILED, e.getClass().getSimpleName());
    }
  }

  /** Refuses what comes; what waits is still answered. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
