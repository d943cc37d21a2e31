package org.wardgate.journal;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault.StoredKey;

/**
 * Which payloads were erased on purpose: all of a subject's up to a record, signed. A payload that
 * is missing without it was taken away by somebody else.
 */
final class Erasures {
  private static final String ERASE =
      "UPDATE records SET payload=NULL WHERE subject=? AND payload IS NOT NULL";
  private static final String NOTE =
      "INSERT OR REPLACE INTO erasures(subject, through, signature) VALUES(?, ?, ?)";
  private static final String READ = "SELECT subject, through, signature FROM erasures";

  private final Map<Bytes, Long> throughBySubject;

  private Erasures(Map<Bytes, Long> throughBySubject) {
    this.throughBySubject = Map.copyOf(throughBySubject);
  }

  /** Erases the subject's payloads and returns how many there were. */
  static int erase(Connection connection, StoredKey key, DeviceId subject, long through)
      throws SQLException {
    try (PreparedStatement erase = connection.prepareStatement(ERASE);
        PreparedStatement note = connection.prepareStatement(NOTE)) {
      erase.setString(1, subject.value());
      int count = erase.executeUpdate();
      if (count > 0) {
        Bytes name = Bytes.of(subject.value().getBytes(StandardCharsets.UTF_8));
        note.setString(1, subject.value());
        note.setLong(2, through);
        note.setBytes(3, Signatures.sign(key, Signatures.erasure(name.toArray(), through)));
        note.executeUpdate();
      }
      return count;
    }
  }

  static Erasures read(Connection connection, Optional<PublicKey> key)
      throws SQLException, RefusedException {
    Map<Bytes, Long> through = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(READ);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Bytes subject = Rows.bytes(rows, 1);
        long sequence = rows.getLong(2);
        Seals.requireSignature(
            key,
            Signatures.erasure(subject.toArray(), sequence),
            Rows.bytes(rows, 3),
            "erasure of " + StoredRecord.text(subject));
        through.put(subject, sequence);
      }
    }
    return new Erasures(through);
  }

  /** Whether the record may lack its payload. */
  boolean cover(StoredRecord record) {
    Long through = throughBySubject.get(record.subject());
    return through != null && record.sequence() <= through;
  }
}
