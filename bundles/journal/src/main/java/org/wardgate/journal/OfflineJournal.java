package org.wardgate.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.journal.JournalRecord;

/**
 * Reads a journal without a gateway, for the command line: while a gateway writes it, after one was
 * killed, or as a copy. Changes nothing in the directory (beside a running gateway it takes part in
 * SQLite's reader marks, which lie in shared memory). Stateless and thread-safe.
 */
public final class OfflineJournal {
  /**
   * Proves the journal of a directory; signatures with the {@code checkpoint-key.pem} beside it.
   *
   * @param directory contains {@code journal.db}
   * @throws RefusedException if there is no journal or the disk cannot be read; a damaged journal
   *     is a finding instead
   */
  public Verification verify(Path directory) throws RefusedException {
    return verify(directory, Optional.empty());
  }

  /**
   * Proves the journal of a directory.
   *
   * @param directory contains {@code journal.db}
   * @param key kept elsewhere; absent to take the one beside the journal
   * @throws RefusedException as for {@link #verify(Path)}
   */
  public Verification verify(Path directory, Optional<PublicKey> key) throws RefusedException {
    JournalFiles files = require(directory);
    try {
      boolean written = WriterLock.isHeld(files);
      Verification outcome = walk(files, key);
      // a gateway that started meanwhile changed the file under a reader that did not expect it
      return !outcome.verified() && !written && WriterLock.isHeld(files)
          ? walk(files, key)
          : outcome;
    } catch (IOException e) {
      throw new RefusedException(JournalErrors.READ_FAILED, Failures.text(e), e);
    }
  }

  /**
   * Hands out all records in order, each proved against the chain.
   *
   * @param directory contains {@code journal.db}
   * @return how many
   * @throws RefusedException at the first record that does not match, after those before it were
   *     handed out
   */
  public long export(Path directory, Consumer<JournalRecord> receiver) throws RefusedException {
    JournalFiles files = require(directory);
    try (OfflineFile file = OfflineFile.open(files);
        PreparedStatement statement = StoredRecord.after(file.connection(), 0, Long.MAX_VALUE);
        ResultSet rows = statement.executeQuery()) {
      Head last = Head.EMPTY;
      while (rows.next()) {
        StoredRecord record = StoredRecord.of(rows);
        String mismatch = record.mismatch(last);
        if (!mismatch.isEmpty()) {
          throw new RefusedException(JournalErrors.TAMPERED, mismatch);
        }
        last = record.after(last);
        receiver.accept(record.toRecord());
      }
      return last.sequence();
    } catch (SQLException e) {
      throw Failures.refused(
          Failures.isDamage(e) ? JournalErrors.TAMPERED : JournalErrors.READ_FAILED, e);
    } catch (IOException e) {
      throw new RefusedException(JournalErrors.READ_FAILED, Failures.text(e), e);
    }
  }

  private static Verification walk(JournalFiles files, Optional<PublicKey> key)
      throws IOException, RefusedException {
    HeadFile.Content acknowledged = HeadFile.read(files.head());
    Optional<PublicKey> used = key.isPresent() ? key : PublicKeyFile.read(files.publicKey());
    try (OfflineFile file = OfflineFile.open(files)) {
      Connection connection = file.connection();
      return new JournalWalk(connection, used, acknowledged).run();
    } catch (SQLException e) {
      if (!Failures.isDamage(e)) {
        throw Failures.refused(JournalErrors.READ_FAILED, e);
      }
      String finding = JournalErrors.TAMPERED.code() + " the file is damaged: " + Failures.text(e);
      return new Verification(0, 0, 0, false, finding);
    }
  }

  private static JournalFiles require(Path directory) throws RefusedException {
    JournalFiles files = new JournalFiles(directory);
    if (!Files.isRegularFile(files.database())) {
      throw new RefusedException(JournalErrors.NOT_A_JOURNAL, directory.toString());
    }
    return files;
  }
}
