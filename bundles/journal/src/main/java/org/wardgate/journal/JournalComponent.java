package org.wardgate.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;

/**
 * Offers the journal of the data directory as a service. If the journal cannot be opened, there is
 * no service and nothing that needs one starts: without a record nothing is decided.
 */
@Component(name = JournalComponent.PID, immediate = true, service = Journal.class)
public final class JournalComponent implements Journal {
  static final String PID = "org.wardgate.journal";

  private static final Logger LOG = LoggerFactory.getLogger(JournalComponent.class);
  private static final String DIRECTORY = "journal";
  private static final String KEY_ALIAS = "journal";

  private final SqliteJournal journal;

  /**
   * Opens the journal.
   *
   * @throws RefusedException if it cannot be opened
   */
  @Activate
  public JournalComponent(@Reference DataDirectory data, @Reference KeyVault vault)
      throws RefusedException {
    JournalFiles files = new JournalFiles(data.directory(DIRECTORY));
    try {
      journal = SqliteJournal.open(files, JournalLimits.USUAL, vault.key(KEY_ALIAS));
    } catch (RefusedException e) {
      LOG.error("{} Remedy: {}", e.problem().line(), e.errorCode().remedy());
      throw e;
    }
    LOG.info("journal in {}, {} records", files.directory(), journal.lastSequence());
  }

  /** Writes what waits and closes the journal. */
  @Deactivate
  public void deactivate() {
    journal.close();
  }

  @Override
  public CompletionStage<Long> append(List<JournalEntry> entries) {
    return journal.append(entries);
  }

  @Override
  public List<JournalRecord> read(long afterSequence, int countMax) throws RefusedException {
    return journal.read(afterSequence, countMax);
  }

  @Override
  public long lastSequence() {
    return journal.lastSequence();
  }

  @Override
  public long cursor(String name) throws RefusedException {
    return journal.cursor(name);
  }

  @Override
  public CompletionStage<Void> moveCursor(String name, long sequence) {
    return journal.moveCursor(name, sequence);
  }

  @Override
  public CompletionStage<Void> checkpoint(long sequence, Bytes state) {
    return journal.checkpoint(sequence, state);
  }

  @Override
  public Optional<Checkpoint> lastCheckpoint() throws RefusedException {
    return journal.lastCheckpoint();
  }

  @Override
  public CompletionStage<Integer> erase(DeviceId subject) {
    return journal.erase(subject);
  }

  @Override
  public Verification verify() throws RefusedException {
    return journal.verify();
  }

  @Override
  public Subscription listen(LongConsumer listener) {
    return journal.listen(listener);
  }
}
