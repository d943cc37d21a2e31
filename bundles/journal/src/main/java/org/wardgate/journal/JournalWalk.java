package org.wardgate.journal;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalErrors;

/**
 * Proves a whole journal: each record's fields against the chain, each payload against its hash,
 * signatures, cursors, what was acknowledged against what is there, and the file's own structure.
 * Stops at the first finding. Reads only; used once.
 */
final class JournalWalk {
  private final Connection connection;
  private final Optional<PublicKey> key;
  private final HeadFile.Content acknowledged;
  private final List<Mark> marks = new ArrayList<>();
  private Head last = Head.EMPTY;
  private long erasedCount;
  private long checkpointsCount;

  /**
   * Prepares a walk.
   *
   * @param connection reads only
   * @param key that signed; absent if it is not known
   * @param acknowledged read before the connection reads anything
   */
  JournalWalk(Connection connection, Optional<PublicKey> key, HeadFile.Content acknowledged) {
    this.connection = connection;
    this.key = key;
    this.acknowledged = acknowledged;
  }

  /** Something beside the records that says what the chain hash at a record is. */
  private record Mark(String name, Head head) {}

  /**
   * Walks.
   *
   * @throws RefusedException if the disk could not be read, which says nothing about the journal
   */
  Verification run() throws RefusedException {
    try {
      connection.setAutoCommit(false); // one snapshot for all that follows
      walk();
      return outcome("");
    } catch (RefusedException e) {
      return outcome(e.errorCode().code() + " " + e.detail());
    } catch (SQLException e) {
      if (!Failures.isDamage(e)) {
        throw Failures.refused(JournalErrors.READ_FAILED, e);
      }
      String place = last.sequence() == 0 ? "" : " after record " + last.sequence();
      return outcome(
          JournalErrors.TAMPERED.code() + " the file is damaged" + place + ": " + Failures.text(e));
    }
  }

  private Verification outcome(String finding) {
    return new Verification(
        last.sequence(), erasedCount, checkpointsCount, finding.isEmpty(), finding);
  }

  private void walk() throws SQLException, RefusedException {
    requireFormat();
    Erasures erasures = Erasures.read(connection, key);
    readMarks();
    Map<String, Long> cursors = Cursors.read(connection);
    records(erasures);
    if (!marks.isEmpty()) {
      Mark furthest = marks.get(marks.size() - 1);
      requireReached(furthest.name(), furthest.head().sequence());
    }
    for (Map.Entry<String, Long> cursor : cursors.entrySet()) {
      requireReached("cursor " + cursor.getKey(), cursor.getValue());
    }
    if (acknowledged.damaged()) {
      throw finding("journal.head: a slot cannot be read");
    }
    structure();
  }

  private void requireFormat() throws SQLException, RefusedException {
    if (Database.number(connection, "PRAGMA application_id") != Database.APPLICATION_ID) {
      throw finding("the file's header does not name a journal");
    }
    long version = Database.number(connection, "PRAGMA user_version");
    if (version != Database.FORMAT_VERSION) {
      throw finding("the file's header names format version " + version);
    }
  }

  private void readMarks() throws SQLException, RefusedException {
    for (Head head : Checkpoints.all(connection, key)) {
      marks.add(new Mark("checkpoint at " + head.sequence(), head));
      checkpointsCount++;
    }
    Seals.read(connection, key)
        .ifPresent(head -> marks.add(new Mark("signed head at " + head.sequence(), head)));
    for (Head head : acknowledged.heads()) {
      marks.add(new Mark("acknowledged head at " + head.sequence(), head));
    }
    marks.sort((a, b) -> Long.compare(a.head().sequence(), b.head().sequence()));
  }

  private void records(Erasures erasures) throws SQLException, RefusedException {
    int nextMark = passMarks(0);
    try (PreparedStatement statement = StoredRecord.after(connection, 0, Long.MAX_VALUE);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        StoredRecord record = StoredRecord.of(rows);
        String mismatch = record.mismatch(last);
        if (!mismatch.isEmpty()) {
          throw finding(mismatch);
        }
        if (record.payload().isEmpty()) {
          requireErased(record, erasures);
        }
        last = record.after(last);
        nextMark = passMarks(nextMark);
      }
    }
  }

  // marks are sorted: those at the record just proved are compared with it
  private int passMarks(int from) throws RefusedException {
    int next = from;
    while (next < marks.size() && marks.get(next).head().sequence() == last.sequence()) {
      Mark mark = marks.get(next);
      if (!mark.head().equals(last)) {
        throw finding("record " + last.sequence() + ": is not the one the " + mark.name() + " saw");
      }
      next++;
    }
    return next;
  }

  private void requireErased(StoredRecord record, Erasures erasures) throws RefusedException {
    if (!erasures.cover(record)) {
      throw finding("record " + record.sequence() + ": payload is missing but was never erased");
    }
    erasedCount++;
  }

  private void requireReached(String name, long sequence) throws RefusedException {
    if (sequence > last.sequence()) {
      throw new RefusedException(
          JournalErrors.TRUNCATED,
          "records " + (last.sequence() + 1) + " to " + sequence + " are missing: " + name);
    }
  }

  // SQLite's own pages and indexes; the records themselves were proved above
  private void structure() throws SQLException, RefusedException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
      String first = rows.next() ? rows.getString(1) : "no answer";
      if (!"ok".equals(first)) {
        throw finding("the file's structure is damaged: " + first);
      }
    }
  }

  private static RefusedException finding(String detail) {
    return new RefusedException(JournalErrors.TAMPERED, detail);
  }
}
