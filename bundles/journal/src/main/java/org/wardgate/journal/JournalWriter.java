package org.wardgate.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;

/**
 * The one thread that writes. It takes everything that waits, puts it into one transaction, commits
 * (an fsync) and then completes the futures: group commit. When the disk refuses, the futures fail,
 * the connection is dropped and the next task starts from what is on disk.
 */
final class JournalWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final long IDLE_WAIT_NANOS = 60_000_000_000L;
  private static final long LOG_RETRY_NANOS = 5_000_000_000L;

  private final OpenJournal open;
  private final JournalLimits limits;
  private final TaskQueue queue;
  private final Consumer<Head> whenCommitted;
  private final SealSchedule seals;
  private @Nullable WriteSession session;
  private Head durable;
  private boolean logHoldsErased;
  private long logTriedAtNanos;
  private boolean headFileFailed;
  private boolean failing;

  /**
   * Prepares the thread's work.
   *
   * @param open whose session this takes over
   * @param whenCommitted hears of each new head before the futures do; must not wait or throw
   */
  JournalWriter(
      OpenJournal open, JournalLimits limits, TaskQueue queue, Consumer<Head> whenCommitted) {
    this.open = open;
    this.limits = limits;
    this.queue = queue;
    this.session = open.session();
    this.whenCommitted = whenCommitted;
    this.durable = open.session().head();
    this.seals = new SealSchedule(limits);
  }

  @Override
  public void run() {
    try {
      while (!queue.isDrained()) {
        carryOut(queue.takeAll(waitNanos()));
        if (seals.isDueByTime(durable)) {
          transact(List.of(), true);
        }
        if (logHoldsErased && System.nanoTime() - logTriedAtNanos >= LOG_RETRY_NANOS) {
          emptyLog();
        }
      }
      if (seals.isOpen(durable)) {
        transact(List.of(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queue.close();
      refuseWaiting();
      dropSession();
    }
  }

  private void carryOut(List<Task> tasks) {
    List<Task> group = new ArrayList<>();
    for (Task task : tasks) {
      if (!task.shares()) {
        flush(group);
        transact(List.of(task), false);
      } else {
        group.add(task);
      }
    }
    flush(group);
  }

  private void flush(List<Task> group) {
    if (!group.isEmpty()) {
      transact(List.copyOf(group), false);
      group.clear();
    }
  }

  private void transact(List<Task> group, boolean sealNow) {
    List<Runnable> completions = new ArrayList<>(group.size());
    String failure = "the writer stopped";
    boolean committed = false;
    try {
      WriteSession current = session();
      current.begin();
      for (Task task : group) {
        completions.add(apply(current, task));
      }
      boolean seal = sealNow || seals.isDueByCount(current.head());
      if (seal) {
        current.seal();
      }
      current.commit();
      committed = true;
      acknowledge(current.head(), seal);
    } catch (SQLException e) {
      failure = Failures.text(e);
      report(failure);
    } finally {
      if (!committed) {
        dropSession();
        seals.failed();
        fail(group, JournalErrors.WRITE_FAILED, failure);
      }
    }
    completions.forEach(Runnable::run);
  }

  private Runnable apply(WriteSession current, Task task) throws SQLException {
    if (task instanceof Task.Append append) {
      current.append(append.entries());
      long last = current.head().sequence();
      return () -> append.result().complete(last);
    }
    if (task instanceof Task.MoveCursor move) {
      if (move.sequence() > current.head().sequence()) {
        return () -> fail(List.of(move), JournalErrors.MALFORMED, "cursor beyond the last record");
      }
      current.moveCursor(move.name(), move.sequence());
      return () -> move.result().complete(null);
    }
    if (task instanceof Task.Checkpoint checkpoint) {
      Optional<Head> at = current.headAt(checkpoint.sequence());
      if (at.isEmpty()) {
        return () -> fail(List.of(checkpoint), JournalErrors.MALFORMED, "checkpoint at no record");
      }
      current.checkpoint(at.get(), checkpoint.state());
      return () -> checkpoint.result().complete(null);
    }
    Task.Erase erase = (Task.Erase) task;
    int count = current.erase(erase.subject());
    return () -> {
      logHoldsErased = true;
      emptyLog();
      erase.result().complete(count);
    };
  }

  private void acknowledge(Head head, boolean sealed) {
    if (sealed) {
      seals.sealed(head);
    }
    if (failing) {
      LOG.info("the journal is written again after record {}", durable.sequence());
      failing = false;
    }
    if (head.sequence() == durable.sequence()) {
      return;
    }
    durable = head;
    try {
      open.headFile().write(head);
      headFileFailed = false;
    } catch (IOException e) {
      if (!headFileFailed) {
        LOG.warn("journal.head could not be written; the journal itself is intact", e);
      }
      headFileFailed = true;
    }
    whenCommitted.accept(head);
  }

  private long waitNanos() {
    return seals.waitNanos(durable, logHoldsErased ? LOG_RETRY_NANOS : IDLE_WAIT_NANOS);
  }

  private void emptyLog() {
    logTriedAtNanos = System.nanoTime();
    try {
      logHoldsErased = !session().emptyLog();
    } catch (SQLException e) {
      LOG.warn("the write-ahead log could not be emptied; tried again later", e);
      dropSession();
    }
  }

  private WriteSession session() throws SQLException {
    WriteSession current = session;
    if (current == null) {
      current = WriteSession.open(open.files(), limits, open.key());
      session = current;
      durable = current.head();
    }
    return current;
  }

  private void dropSession() {
    WriteSession current = session;
    session = null;
    if (current == null) {
      return;
    }
    try {
      current.close();
    } catch (SQLException e) {
      LOG.warn("the journal's connection could not be closed", e);
    }
  }

  // once for each spell: a full disk must not be filled with complaints
  private void report(String failure) {
    if (!failing) {
      LOG.error("{}", Problem.of(JournalErrors.WRITE_FAILED, failure).line());
    }
    failing = true;
  }

  private void refuseWaiting() {
    try {
      fail(queue.takeAll(0), JournalErrors.CLOSED, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(List<? extends Task> tasks, ErrorCode code, String detail) {
    for (Task task : tasks) {
      CompletableFuture<?> result = task.result();
      result.completeExceptionally(new RefusedException(code, detail));
    }
  }
}
