package org.wardgate.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the SQLite file and knows its tables. */
final class Database {
  /** "WGJ1" in the file's header. */
  static final int APPLICATION_ID = 0x57474a31;

  /** Version of the tables below. */
  static final int FORMAT_VERSION = 1;

  static final int BUSY_TIMEOUT_MS = 5_000;
  private static final int READER_CACHE_KIB = 512;

  private static final String[] TABLES = {
    """
    CREATE TABLE records(
      sequence INTEGER PRIMARY KEY,
      at_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT,
      payload_sha256 BLOB NOT NULL,
      chain_sha256 BLOB NOT NULL,
      payload BLOB) STRICT""",
    """
    CREATE INDEX records_of_subject ON records(subject)
      WHERE subject IS NOT NULL AND payload IS NOT NULL""",
    """
    CREATE TABLE erasures(
      subject TEXT PRIMARY KEY,
      through INTEGER NOT NULL,
      signature BLOB NOT NULL) STRICT""",
    """
    CREATE TABLE checkpoints(
      sequence INTEGER PRIMARY KEY,
      chain_sha256 BLOB NOT NULL,
      state_sha256 BLOB NOT NULL,
      signature BLOB NOT NULL,
      state BLOB NOT NULL) STRICT""",
    """
    CREATE TABLE seal(
      id INTEGER PRIMARY KEY CHECK (id = 1),
      sequence INTEGER NOT NULL,
      chain_sha256 BLOB NOT NULL,
      signature BLOB NOT NULL) STRICT""",
    """
    CREATE TABLE cursors(
      name TEXT PRIMARY KEY,
      sequence INTEGER NOT NULL,
      check_sha256 BLOB NOT NULL) STRICT"""
  };

  private Database() {}

  /** The writer's connection: transactions by hand, each commit an fsync. */
  static Connection openWriter(Path file, JournalLimits limits) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    Connection connection = open(config, file.toString());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete=ON");
      if (limits.databaseMaxPages().isPresent()) {
        statement.execute("PRAGMA max_page_count=" + limits.databaseMaxPages().getAsLong());
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** A reader's connection inside the gateway. */
  static Connection openReader(Path file) throws SQLException {
    return openReader(file, "mode=ro");
  }

  /**
   * A connection that can only read.
   *
   * @param parameters of a SQLite URI, such as {@code mode=ro}
   */
  static Connection openReader(Path file, String parameters) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setCacheSize(-READER_CACHE_KIB);
    String path = file.toAbsolutePath().toUri().getRawPath();
    return open(config, "file:" + path + "?" + parameters);
  }

  /** Makes the tables of a new file and puts them into the file itself, past the log. */
  static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute("PRAGMA application_id=" + APPLICATION_ID);
      statement.execute("PRAGMA user_version=" + FORMAT_VERSION);
      statement.execute("COMMIT");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static Connection open(SQLiteConfig config, String name) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + name);
    return source.getConnection();
  }
}
