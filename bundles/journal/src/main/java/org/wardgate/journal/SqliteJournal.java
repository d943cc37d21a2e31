package org.wardgate.journal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** The journal in one SQLite file. Thread-safe; futures complete on the writer's thread. */
final class SqliteJournal implements Journal, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteJournal.class);
  private static final long CLOSE_WAIT_MS = 30_000;

  private final OpenJournal open;
  private final TaskQueue queue;
  private final ReadSession reader;
  private final Thread writer;
  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private volatile long lastSequence;

  private SqliteJournal(OpenJournal open, JournalLimits limits) {
    this.open = open;
    this.queue = new TaskQueue(limits.queueMaxCount(), limits.queueMaxBytes());
    this.reader = new ReadSession(open.files());
    this.lastSequence = open.session().head().sequence();
    JournalWriter work = new JournalWriter(open, limits, queue, this::committed);
    this.writer = new Thread(work, "wardgate-journal");
    writer.setDaemon(true);
  }

  /**
   * Opens the journal of a directory, makes it if there is none.
   *
   * @throws RefusedException if another process writes it, the disk refuses, or its end or cursors
   *     are evidently damaged
   */
  static SqliteJournal open(JournalFiles files, JournalLimits limits, StoredKey key)
      throws RefusedException {
    SqliteJournal journal = new SqliteJournal(OpenJournal.open(files, limits, key), limits);
    journal.writer.start();
    return journal;
  }

  @Override
  public CompletionStage<Long> append(List<JournalEntry> entries) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    try {
      List<PreparedEntry> prepared = new ArrayList<>(entries.size());
      for (JournalEntry entry : entries) {
        prepared.add(PreparedEntry.of(entry));
      }
      queue.add(new Task.Append(prepared, result));
    } catch (RefusedException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @Override
  public List<JournalRecord> read(long afterSequence, int countMax) throws RefusedException {
    if (afterSequence < 0 || countMax < 1 || countMax > READ_MAX_COUNT) {
      throw new IllegalArgumentException("read after " + afterSequence + ", count " + countMax);
    }
    return reader.read(afterSequence, countMax);
  }

  @Override
  public long lastSequence() {
    return lastSequence;
  }

  @Override
  public long cursor(String name) throws RefusedException {
    Cursors.requireName(name);
    return reader.cursor(name);
  }

  @Override
  public CompletionStage<Void> moveCursor(String name, long sequence) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    try {
      Cursors.requireName(name);
      queue.add(new Task.MoveCursor(name, sequence, result));
    } catch (RefusedException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @Override
  public CompletionStage<Void> checkpoint(long sequence, Bytes state) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    try {
      if (state.length() > JournalLimits.STATE_MAX_BYTES) {
        throw new RefusedException(
            JournalErrors.TOO_LARGE,
            "state of " + state.length() + " bytes, at most " + JournalLimits.STATE_MAX_BYTES);
      }
      queue.add(new Task.Checkpoint(sequence, state, result));
    } catch (RefusedException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @Override
  public Optional<Checkpoint> lastCheckpoint() throws RefusedException {
    return reader.lastCheckpoint(open.key().publicKey());
  }

  @Override
  public CompletionStage<Integer> erase(DeviceId subject) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    try {
      queue.add(new Task.Erase(subject, result));
    } catch (RefusedException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  @Override
  public Verification verify() throws RefusedException {
    try {
      HeadFile.Content acknowledged = HeadFile.read(open.files().head());
      try (Connection connection = Database.openReader(open.files().database())) {
        return new JournalWalk(connection, Optional.of(open.key().publicKey()), acknowledged).run();
      }
    } catch (IOException e) {
      throw new RefusedException(JournalErrors.READ_FAILED, Failures.text(e), e);
    } catch (SQLException e) {
      throw Failures.refused(JournalErrors.READ_FAILED, e);
    }
  }

  @Override
  public Subscription listen(LongConsumer listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Writes what waits, signs the head and frees the files. */
  @Override
  public void close() {
    queue.close();
    try {
      writer.join(CLOSE_WAIT_MS);
      if (writer.isAlive()) {
        LOG.error("the journal's writer did not end; the disk may hang");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
    open.close();
  }

  private void committed(Head head) {
    lastSequence = head.sequence();
    for (LongConsumer listener : listeners) {
      listener.accept(head.sequence());
    }
  }
}
