package org.wardgate.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.platform.KeyVault.StoredKey;

/**
 * What a writer needs, taken in order: the lock, the connection, the files beside it. A journal
 * whose end is evidently not the one it had is not opened: new records would take the numbers of
 * lost ones.
 *
 * @param files of the journal
 * @param key signs
 * @param lock held
 * @param session open
 * @param headFile open
 */
record OpenJournal(
    JournalFiles files, StoredKey key, WriterLock lock, WriteSession session, HeadFile headFile)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenJournal.class);

  static OpenJournal open(JournalFiles files, JournalLimits limits, StoredKey key)
      throws RefusedException {
    try {
      Files.createDirectories(files.directory());
      WriterLock lock = WriterLock.take(files);
      boolean opened = false;
      try {
        OpenJournal journal = open(files, limits, key, lock);
        opened = true;
        return journal;
      } finally {
        if (!opened) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw new RefusedException(JournalErrors.WRITE_FAILED, Failures.text(e), e);
    } catch (SQLException e) {
      throw Failures.refused(
          Failures.isDamage(e) ? JournalErrors.TAMPERED : JournalErrors.WRITE_FAILED, e);
    }
  }

  private static OpenJournal open(
      JournalFiles files, JournalLimits limits, StoredKey key, WriterLock lock)
      throws IOException, SQLException, RefusedException {
    long acknowledged = HeadFile.read(files.head()).lastSequence();
    WriteSession session = WriteSession.open(files, limits, key);
    boolean opened = false;
    try {
      try (Connection reader = Database.openReader(files.database())) {
        requireEnd(reader, key.publicKey(), acknowledged);
      }
      PublicKeyFile.write(files.publicKey(), key.publicKey());
      OpenJournal journal =
          new OpenJournal(files, key, lock, session, HeadFile.open(files.head(), session.head()));
      opened = true;
      return journal;
    } finally {
      if (!opened) {
        session.close();
      }
    }
  }

  // everything that speaks of a record must find it
  private static void requireEnd(Connection reader, PublicKey key, long acknowledged)
      throws SQLException, RefusedException {
    Head head = WriteSession.lastHead(reader);
    long named = Math.max(acknowledged, 0);
    for (long cursor : Cursors.read(reader).values()) {
      named = Math.max(named, cursor);
    }
    named = Math.max(named, Seals.read(reader, Optional.of(key)).map(Head::sequence).orElse(0L));
    named = Math.max(named, Database.number(reader, "SELECT max(sequence) FROM checkpoints"));
    if (named > head.sequence()) {
      throw new RefusedException(
          JournalErrors.TRUNCATED,
          "records " + (head.sequence() + 1) + " to " + named + " are missing");
    }
    if (head.sequence() > 0) {
      requireLast(reader, head);
    }
  }

  private static void requireLast(Connection reader, Head head)
      throws SQLException, RefusedException {
    Optional<Head> before = WriteSession.headAt(reader, head.sequence() - 1);
    try (PreparedStatement statement = StoredRecord.after(reader, head.sequence() - 1, 1);
        ResultSet rows = statement.executeQuery()) {
      String mismatch =
          before.isPresent() && rows.next()
              ? StoredRecord.of(rows).mismatch(before.get())
              : "record " + (head.sequence() - 1) + ": missing";
      if (!mismatch.isEmpty()) {
        throw new RefusedException(JournalErrors.TAMPERED, mismatch);
      }
    }
  }

  /** Frees head file and lock; the session belongs to the writer. */
  @Override
  public void close() {
    try {
      headFile.close();
      lock.close();
    } catch (IOException e) {
      LOG.warn("the journal's files could not be closed", e);
    }
  }
}
