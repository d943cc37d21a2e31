package org.wardgate.pki.register;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;

/** Makes changes one after another, and puts all that wait on disk with one write. Thread-safe. */
final class RegisterWriter implements AutoCloseable {
  /** Most changes that wait: every device of a large ward may be revoked at once. */
  static final int WAITING_MAX_COUNT = 32_768;

  private static final int BATCH_MAX_COUNT = 256;
  private static final long CLOSE_SECONDS = 10;
  private static final Logger LOG = LoggerFactory.getLogger(RegisterWriter.class);

  private final Ledger ledger;
  private final BlockingQueue<Change<?>> waiting = new ArrayBlockingQueue<>(WAITING_MAX_COUNT);
  private final Thread thread;
  private volatile boolean closed;

  RegisterWriter(Ledger ledger) {
    this.ledger = ledger;
    thread = new Thread(this::run, "wardgate-pki-register");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What a change does.
   *
   * @param records to be written
   * @param result the answer once they are
   */
  record Plan<R>(List<RegisterRecord> records, R result) {}

  /** Decides on the writer's thread, with all that was decided before in memory. */
  interface Planner<R> {
    Plan<R> plan() throws RefusedException;
  }

  <R> CompletionStage<R> submit(Planner<R> planner) {
    Change<R> change = new Change<>(planner);
    // closed is asked last: then whoever empties the queue for the last time comes after
    if (!waiting.offer(change) || (closed && waiting.remove(change))) {
      change.fail(new RefusedException(PkiErrors.BUSY, waiting.size() + " changes are waiting"));
    }
    return change.done;
  }

  private void run() {
    List<Change<?>> batch = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH_MAX_COUNT - 1);
        carryOut(batch);
      } catch (InterruptedException e) {
        closed = true;
      } finally {
        batch.clear();
      }
    }
    ledger.close();
  }

  private void carryOut(List<Change<?>> batch) {
    batch.forEach(this::plan);
    try {
      ledger.flush();
      batch.forEach(Change::succeed);
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line(), e);
      batch.forEach(change -> change.fail(e));
    }
  }

  private void plan(Change<?> change) {
    try {
      ledger.plan(change.plan());
    } catch (RefusedException e) {
      change.fail(e);
    } catch (RuntimeException e) {
      // whoever asked must hear an answer, whatever went wrong
      LOG.error("a change of the certificate register failed", e);
      change.fail(new RefusedException(PkiErrors.ISSUE_FAILED, e.getClass().getSimpleName(), e));
    }
  }

  /** Carries out what waits, refuses what comes. */
  @Override
  public void close() {
    closed = true;
    // wakes the thread; if there is no room it is awake
    var unused = waiting.offer(new Change<>(() -> new Plan<>(List.of(), true)));
    try {
      thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One change and who waits for it. */
  private static final class Change<R> {
    private final Planner<R> planner;
    private final CompletableFuture<R> done = new CompletableFuture<>();
    private @Nullable R result;

    Change(Planner<R> planner) {
      this.planner = planner;
    }

    List<RegisterRecord> plan() throws RefusedException {
      Plan<R> plan = planner.plan();
      result = plan.result();
      return plan.records();
    }

    void succeed() {
      R value = result;
      if (value != null) {
        done.complete(value);
      }
    }

    void fail(RefusedException why) {
      done.completeExceptionally(why);
    }
  }
}
