package org.wardgate.decision.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.journal.JournalRecord;

/** A journal that survives a simulated crash and can run out of disk. For tests. */
final class MemoryJournal implements Journal {
  private final List<JournalRecord> records = new ArrayList<>();
  private final Map<String, Long> cursors = new HashMap<>();
  private Optional<Checkpoint> newest = Optional.empty();
  private boolean full;

  void full(boolean nowFull) {
    full = nowFull;
  }

  List<JournalRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public CompletionStage<Long> append(List<JournalEntry> entries) {
    if (full) {
      return CompletableFuture.failedFuture(
          new RefusedException(JournalErrors.WRITE_FAILED, "no room"));
    }
    for (JournalEntry e : entries) {
      records.add(
          new JournalRecord(
              records.size() + 1L,
              e.at(),
              e.kind(),
              e.subject(),
              e.payload().sha256(),
              Optional.of(e.payload()),
              Bytes.EMPTY));
    }
    return CompletableFuture.completedFuture((long) records.size());
  }

  @Override
  public List<JournalRecord> read(long afterSequence, int countMax) {
    int from = (int) Math.min(records.size(), afterSequence);
    return List.copyOf(records.subList(from, Math.min(records.size(), from + countMax)));
  }

  @Override
  public long lastSequence() {
    return records.size();
  }

  @Override
  public long cursor(String name) {
    return cursors.getOrDefault(name, 0L);
  }

  @Override
  public CompletionStage<Void> moveCursor(String name, long sequence) {
    cursors.put(name, sequence);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> checkpoint(long sequence, Bytes state) {
    newest = Optional.of(new Checkpoint(sequence, state));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<Checkpoint> lastCheckpoint() {
    return newest;
  }

  @Override
  public CompletionStage<Integer> erase(DeviceId subject) {
    int count = 0;
    for (int i = 0; i < records.size(); i++) {
      JournalRecord r = records.get(i);
      if (r.subject().equals(Optional.of(subject)) && r.payload().isPresent()) {
        count++;
        records.set(
            i,
            new JournalRecord(
                r.sequence(),
                r.at(),
                r.kind(),
                r.subject(),
                r.payloadSha256(),
                Optional.empty(),
                r.chainSha256()));
      }
    }
    return CompletableFuture.completedFuture(count);
  }

  @Override
  public Verification verify() {
    return new Verification(records.size(), 0, 0, true, "");
  }
}
