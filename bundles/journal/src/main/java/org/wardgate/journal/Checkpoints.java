package org.wardgate.journal;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** States as of a record, signed; the newest few. */
final class Checkpoints {
  private static final String STORE =
      "INSERT OR REPLACE INTO checkpoints(sequence, chain_sha256, state_sha256, signature, state)"
          + " VALUES(?, ?, ?, ?, ?)";
  private static final String PRUNE =
      "DELETE FROM checkpoints WHERE sequence NOT IN"
          + " (SELECT sequence FROM checkpoints ORDER BY sequence DESC LIMIT "
          + JournalLimits.CHECKPOINTS_MAX_COUNT
          + ")";
  private static final String DROP_OLDER =
      "DELETE FROM checkpoints WHERE sequence < (SELECT max(sequence) FROM checkpoints)";
  private static final String READ =
      "SELECT sequence, chain_sha256, state_sha256, signature, state FROM checkpoints";

  private Checkpoints() {}

  /**
   * A checkpoint that was proved.
   *
   * @param at the record it stands at
   * @param state as given
   */
  record Proved(Head at, Bytes state) {
    Journal.Checkpoint toCheckpoint() {
      return new Journal.Checkpoint(at.sequence(), state);
    }
  }

  static void store(Connection connection, StoredKey key, Head at, Bytes state)
      throws SQLException {
    Bytes stateSha256 = state.sha256();
    byte[] signature =
        Signatures.sign(key, Signatures.checkpoint(at.sequence(), at.chainSha256(), stateSha256));
    try (PreparedStatement store = connection.prepareStatement(STORE);
        PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      store.setLong(1, at.sequence());
      store.setBytes(2, at.chainSha256().toArray());
      store.setBytes(3, stateSha256.toArray());
      store.setBytes(4, signature);
      store.setBytes(5, state.toArray());
      store.executeUpdate();
      prune.executeUpdate();
    }
  }

  /** Drops all but the newest: they hold what is erased. */
  static void dropOlder(Connection connection) throws SQLException {
    try (PreparedStatement drop = connection.prepareStatement(DROP_OLDER)) {
      drop.executeUpdate();
    }
  }

  /** The newest, proved except for its place in the chain. */
  static Optional<Proved> newest(Connection connection, PublicKey key)
      throws SQLException, RefusedException {
    try (PreparedStatement statement =
            connection.prepareStatement(READ + " ORDER BY sequence DESC LIMIT 1");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(prove(rows, Optional.of(key))) : Optional.empty();
    }
  }

  /** Where all stand, each proved except for its place in the chain. */
  static List<Head> all(Connection connection, Optional<PublicKey> key)
      throws SQLException, RefusedException {
    List<Head> heads = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ + " ORDER BY sequence");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        heads.add(prove(rows, key).at());
      }
    }
    return heads;
  }

  private static Proved prove(ResultSet row, Optional<PublicKey> key)
      throws SQLException, RefusedException {
    Head at = new Head(row.getLong(1), Rows.bytes(row, 2));
    Bytes stateSha256 = Rows.bytes(row, 3);
    Bytes state = Rows.bytes(row, 5);
    String name = "checkpoint at " + at.sequence();
    if (!state.sha256().equals(stateSha256)) {
      throw new RefusedException(
          JournalErrors.BAD_CHECKPOINT, name + ": state does not match its hash");
    }
    Seals.requireSignature(
        key,
        Signatures.checkpoint(at.sequence(), at.chainSha256(), stateSha256),
        Rows.bytes(row, 4),
        name);
    return new Proved(at, state);
  }
}
