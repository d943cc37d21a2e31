package org.wardgate.journal;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** The signed head: nobody without the key can take away or rewrite records up to it. */
final class Seals {
  private static final String STORE =
      "INSERT OR REPLACE INTO seal(id, sequence, chain_sha256, signature) VALUES(1, ?, ?, ?)";
  private static final String READ = "SELECT sequence, chain_sha256, signature FROM seal";

  private Seals() {}

  static void store(Connection connection, StoredKey key, Head head) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STORE)) {
      statement.setLong(1, head.sequence());
      statement.setBytes(2, head.chainSha256().toArray());
      statement.setBytes(3, Signatures.sign(key, Signatures.seal(head)));
      statement.executeUpdate();
    }
  }

  /** The signed head, proved except for its place in the chain. */
  static Optional<Head> read(Connection connection, Optional<PublicKey> key)
      throws SQLException, RefusedException {
    try (PreparedStatement statement = connection.prepareStatement(READ);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      Head head = new Head(row.getLong(1), Rows.bytes(row, 2));
      requireSignature(
          key, Signatures.seal(head), Rows.bytes(row, 3), "signed head at " + head.sequence());
      return Optional.of(head);
    }
  }

  static void requireSignature(
      Optional<PublicKey> key, Preimage preimage, Bytes signature, String name)
      throws RefusedException {
    if (key.isEmpty()) {
      throw new RefusedException(
          JournalErrors.BAD_CHECKPOINT, name + ": checkpoint-key.pem is missing or not a key");
    }
    if (!Signatures.verify(key.get(), preimage, signature.toArray())) {
      throw new RefusedException(
          JournalErrors.BAD_CHECKPOINT, name + ": its signature does not verify");
    }
  }
}
