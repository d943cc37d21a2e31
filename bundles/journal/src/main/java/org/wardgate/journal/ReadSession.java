package org.wardgate.journal;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal.Checkpoint;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.journal.JournalRecord;

/** The readers' connection: one reader at a time, each record proved before it is given away. */
final class ReadSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadSession.class);

  private final JournalFiles files;
  private @Nullable Connection connection;
  private boolean closed;

  ReadSession(JournalFiles files) {
    this.files = files;
  }

  private interface Query<T> {
    T run(Connection connection) throws SQLException, RefusedException;
  }

  /** Records after a sequence; fewer than wanted at the end or when they are large. */
  List<JournalRecord> read(long afterSequence, int countMax) throws RefusedException {
    return query(open -> read(open, afterSequence, countMax));
  }

  long cursor(String name) throws RefusedException {
    return query(open -> Cursors.read(open).getOrDefault(name, 0L));
  }

  Optional<Checkpoint> lastCheckpoint(PublicKey key) throws RefusedException {
    return query(
        open -> {
          Optional<Checkpoints.Proved> newest = Checkpoints.newest(open, key);
          if (newest.isPresent()) {
            Head at = newest.get().at();
            if (!WriteSession.headAt(open, at.sequence()).equals(Optional.of(at))) {
              throw new RefusedException(
                  JournalErrors.BAD_CHECKPOINT,
                  "checkpoint at " + at.sequence() + ": the record is not the one it saw");
            }
          }
          return newest.map(Checkpoints.Proved::toCheckpoint);
        });
  }

  @Override
  public synchronized void close() {
    closed = true;
    drop();
  }

  private synchronized <T> T query(Query<T> query) throws RefusedException {
    if (closed) {
      throw new RefusedException(JournalErrors.CLOSED, "");
    }
    try {
      Connection open = connection;
      if (open == null) {
        open = Database.openReader(files.database());
        connection = open;
      }
      return query.run(open);
    } catch (SQLException e) {
      drop();
      throw Failures.refused(
          Failures.isDamage(e) ? JournalErrors.TAMPERED : JournalErrors.READ_FAILED, e);
    }
  }

  private static List<JournalRecord> read(Connection open, long afterSequence, int countMax)
      throws SQLException, RefusedException {
    Optional<Head> before = WriteSession.headAt(open, afterSequence);
    if (before.isEmpty()) {
      return List.of();
    }
    Head last = before.get();
    long payloadBytes = 0;
    List<JournalRecord> records = new ArrayList<>();
    try (PreparedStatement statement = StoredRecord.after(open, afterSequence, countMax);
        ResultSet rows = statement.executeQuery()) {
      while (payloadBytes < JournalLimits.READ_MAX_BYTES && rows.next()) {
        StoredRecord record = StoredRecord.of(rows);
        String mismatch = record.mismatch(last);
        if (!mismatch.isEmpty()) {
          throw new RefusedException(JournalErrors.TAMPERED, mismatch);
        }
        last = record.after(last);
        payloadBytes += record.payload().map(payload -> (long) payload.length()).orElse(0L);
        records.add(record.toRecord());
      }
    }
    return records;
  }

  private void drop() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      LOG.warn("the journal's reading connection could not be closed", e);
    }
  }
}
