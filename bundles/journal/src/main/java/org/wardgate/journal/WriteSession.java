package org.wardgate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.platform.KeyVault.StoredKey;

/**
 * The writer's connection and the transaction under way. After any {@link SQLException} it must be
 * closed: a new session begins at what is on disk. For one thread.
 */
final class WriteSession implements AutoCloseable {
  private static final String INSERT =
      "INSERT INTO records(sequence, at_ms, kind, subject, payload_sha256, chain_sha256, payload)"
          + " VALUES(?, ?, ?, ?, ?, ?, ?)";

  private static final int LOG_BUSY_TIMEOUT_MS = 50;

  private final Connection connection;
  private final PreparedStatement insert;
  private final StoredKey key;
  private Head head;

  private WriteSession(Connection connection, StoredKey key) throws SQLException {
    this.connection = connection;
    this.key = key;
    this.insert = connection.prepareStatement(INSERT);
    this.head = lastHead(connection);
  }

  static WriteSession open(JournalFiles files, JournalLimits limits, StoredKey key)
      throws SQLException {
    Connection connection = Database.openWriter(files.database(), limits);
    boolean opened = false;
    try {
      if (Database.number(connection, "PRAGMA application_id") == 0) {
        Database.createTables(connection);
      }
      WriteSession session = new WriteSession(connection, key);
      opened = true;
      return session;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  /** The last record's sequence and chain hash as stored. */
  static Head lastHead(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sequence, chain_sha256 FROM records ORDER BY sequence DESC LIMIT 1")) {
      return row.next() ? new Head(row.getLong(1), Rows.bytes(row, 2)) : Head.EMPTY;
    }
  }

  /** The stored head at a record; absent if there is no such record. */
  static Optional<Head> headAt(Connection connection, long sequence) throws SQLException {
    if (sequence == 0) {
      return Optional.of(Head.EMPTY);
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT chain_sha256 FROM records WHERE sequence=?")) {
      statement.setLong(1, sequence);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(new Head(sequence, Rows.bytes(row, 1))) : Optional.empty();
      }
    }
  }

  /** The head with what this transaction added. */
  Head head() {
    return head;
  }

  void append(List<PreparedEntry> entries) throws SQLException {
    for (PreparedEntry entry : entries) {
      Head next = entry.after(head);
      insert.setLong(1, next.sequence());
      insert.setLong(2, entry.atMillis());
      insert.setString(3, entry.kind());
      insert.setString(4, entry.subject().isEmpty() ? null : entry.subject());
      insert.setBytes(5, entry.payloadSha256().toArray());
      insert.setBytes(6, next.chainSha256().toArray());
      insert.setBytes(7, entry.payload().toArray());
      insert.executeUpdate();
      head = next;
    }
  }

  void moveCursor(String name, long sequence) throws SQLException {
    Cursors.move(connection, name, sequence);
  }

  /** Stores a checkpoint at an existing record. */
  void checkpoint(Head at, Bytes state) throws SQLException {
    Checkpoints.store(connection, key, at, state);
  }

  Optional<Head> headAt(long sequence) throws SQLException {
    return headAt(connection, sequence);
  }

  int erase(DeviceId subject) throws SQLException {
    Checkpoints.dropOlder(connection);
    return Erasures.erase(connection, key, subject, head.sequence());
  }

  /** Signs the head. */
  void seal() throws SQLException {
    Seals.store(connection, key, head);
  }

  // by hand: the driver's own transactions would begin the next one, and keep its lock, at once
  void begin() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  /** Returns when the transaction is on disk. */
  void commit() throws SQLException {
    execute("COMMIT");
  }

  /**
   * Moves the write-ahead log into the database and empties it, so that what was overwritten is
   * gone from it too.
   *
   * @return whether no reader stood in the way
   */
  boolean emptyLog() throws SQLException {
    execute("PRAGMA busy_timeout=" + LOG_BUSY_TIMEOUT_MS);
    boolean emptied = Database.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    execute("PRAGMA busy_timeout=" + Database.BUSY_TIMEOUT_MS);
    return emptied;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
