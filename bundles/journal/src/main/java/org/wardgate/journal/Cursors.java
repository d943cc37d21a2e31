package org.wardgate.journal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;

/** How far readers have come, each with a digest so that a flipped byte shows. */
final class Cursors {
  private static final Pattern NAME_FORM = Pattern.compile("[a-z0-9-]{1,64}");
  private static final String MOVE =
      "INSERT INTO cursors(name, sequence, check_sha256) VALUES(?, ?, ?)"
          + " ON CONFLICT(name) DO UPDATE SET sequence=excluded.sequence,"
          + " check_sha256=excluded.check_sha256 WHERE excluded.sequence > sequence";

  private Cursors() {}

  static void requireName(String name) throws RefusedException {
    if (!NAME_FORM.matcher(name).matches()) {
      throw new RefusedException(
          JournalErrors.MALFORMED, "cursor name must match " + NAME_FORM.pattern());
    }
  }

  /** Moves forward; a smaller sequence changes nothing. */
  static void move(Connection connection, String name, long sequence) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setString(1, name);
      statement.setLong(2, sequence);
      statement.setBytes(
          3, check(Bytes.of(name.getBytes(StandardCharsets.US_ASCII)), sequence).toArray());
      statement.executeUpdate();
    }
  }

  /** All cursors by name. */
  static Map<String, Long> read(Connection connection) throws SQLException, RefusedException {
    Map<String, Long> cursors = new LinkedHashMap<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT name, sequence, check_sha256, typeof(sequence) FROM cursors ORDER BY rowid");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Bytes name = Rows.bytes(rows, 1);
        long sequence = rows.getLong(2);
        if (!"integer".equals(rows.getString(4))
            || !check(name, sequence).equals(Rows.bytes(rows, 3))) {
          throw new RefusedException(
              JournalErrors.TAMPERED,
              "cursor " + StoredRecord.text(name) + ": does not match its digest");
        }
        cursors.put(StoredRecord.text(name), sequence);
      }
    }
    return cursors;
  }

  private static Bytes check(Bytes name, long sequence) {
    return new Preimage("wardgate-cursor-1").add(name.toArray()).add(sequence).sha256();
  }
}
