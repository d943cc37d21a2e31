package org.wardgate.journal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.JournalRecord;

/**
 * A row as it lies in the file, believed only as far as its hashes go.
 *
 * @param sequence row id
 * @param atMillis as stored
 * @param kind bytes of the text
 * @param subject bytes of the text, empty if none
 * @param payloadSha256 as stored
 * @param chainSha256 as stored
 * @param payload absent if NULL
 * @param types SQLite's storage classes of the six columns after the first
 */
record StoredRecord(
    long sequence,
    long atMillis,
    Bytes kind,
    Bytes subject,
    Bytes payloadSha256,
    Bytes chainSha256,
    Optional<Bytes> payload,
    String types) {
  private static final String QUERY =
      "SELECT sequence, at_ms, kind, subject, payload_sha256, chain_sha256, payload,"
          + " typeof(at_ms)||' '||typeof(kind)||' '||typeof(subject)||' '||typeof(payload_sha256)"
          + "||' '||typeof(chain_sha256)||' '||typeof(payload)"
          + " FROM records WHERE sequence > ? ORDER BY sequence LIMIT ?";

  /** A statement whose rows {@link #of} reads. */
  static PreparedStatement after(Connection connection, long sequence, long countMax)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(QUERY);
    statement.setLong(1, sequence);
    statement.setLong(2, countMax);
    return statement;
  }

  static StoredRecord of(ResultSet row) throws SQLException {
    return new StoredRecord(
        row.getLong(1),
        row.getLong(2),
        Rows.bytes(row, 3),
        Rows.bytes(row, 4),
        Rows.bytes(row, 5),
        Rows.bytes(row, 6),
        Optional.ofNullable(row.getBytes(7)).map(Bytes::of),
        row.getString(8));
  }

  /** The head after this record, if its fields are what was chained. */
  Head after(Head previous) {
    return previous.next(atMillis, kind.toArray(), subject.toArray(), payloadSha256);
  }

  /** What does not match; empty if all does. The previous record must have been proved before. */
  String mismatch(Head previous) {
    if (sequence != previous.sequence() + 1) {
      return "record " + (previous.sequence() + 1) + ": missing, the next one is " + sequence;
    }
    String name = "record " + sequence + ": ";
    if (!typesFit()) {
      return name + "a field has another type than it was written with";
    }
    if (!after(previous).chainSha256().equals(chainSha256)) {
      return name + "its fields do not match the chain hash";
    }
    if (payload.isPresent() && !payload.get().sha256().equals(payloadSha256)) {
      return name + "payload does not match its hash";
    }
    return "";
  }

  /** As the API gives it; only for a record without {@link #mismatch}. */
  JournalRecord toRecord() {
    return new JournalRecord(
        sequence,
        Instant.ofEpochMilli(atMillis),
        text(kind),
        Optional.of(text(subject)).filter(id -> !id.isEmpty()).map(DeviceId::new),
        payloadSha256,
        payload,
        chainSha256);
  }

  private boolean typesFit() {
    String subjectType = subject.length() == 0 ? "null" : "text";
    String payloadType = payload.isPresent() ? "blob" : "null";
    return types.equals("integer text " + subjectType + " blob blob " + payloadType);
  }

  static String text(Bytes utf8) {
    return new String(utf8.toArray(), StandardCharsets.UTF_8);
  }
}
