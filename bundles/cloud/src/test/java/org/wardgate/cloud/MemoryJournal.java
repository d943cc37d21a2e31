package org.wardgate.cloud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalErrors;
import org.wardgate.api.journal.JournalRecord;

/** As much of a journal as the cloud sync uses; it may fail when told to. */
final class MemoryJournal implements Journal {
  private final List<JournalRecord> records = new ArrayList<>();
  private final BooleanSupplier fails;
  private final LongConsumer whenMoved;
  private final Map<String, Long> cursors = new HashMap<>();

  MemoryJournal(BooleanSupplier fails, LongConsumer whenMoved) {
    this.fails = fails;
    this.whenMoved = whenMoved;
  }

  void add(Bytes payload) {
    records.add(
        new JournalRecord(
            records.size() + 1L,
            Instant.EPOCH,
            "test",
            Optional.of(new DeviceId("pump-1")),
            payload.sha256(),
            Optional.of(payload),
            payload.sha256()));
  }

  @Override
  public CompletionStage<Long> append(List<JournalEntry> entries) {
    entries.forEach(entry -> add(entry.payload()));
    return CompletableFuture.completedFuture(lastSequence());
  }

  @Override
  public List<JournalRecord> read(long afterSequence, int countMax) throws RefusedException {
    failIfTold();
    int from = (int) afterSequence;
    return List.copyOf(records.subList(from, Math.min(records.size(), from + countMax)));
  }

  @Override
  public long lastSequence() {
    return records.size();
  }

  @Override
  public long cursor(String name) throws RefusedException {
    failIfTold();
    return cursors.getOrDefault(name, 0L);
  }

  long storedCursor() {
    return storedCursor(CursorKeeper.PRIMARY);
  }

  long storedCursor(String name) {
    return cursors.getOrDefault(name, 0L);
  }

  @Override
  public CompletionStage<Void> moveCursor(String name, long sequence) {
    try {
      failIfTold();
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
    cursors.merge(name, sequence, Math::max);
    whenMoved.accept(storedCursor(name));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> checkpoint(long sequence, Bytes state) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Checkpoint> lastCheckpoint() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Integer> erase(DeviceId subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Verification verify() {
    throw new UnsupportedOperationException();
  }

  private void failIfTold() throws RefusedException {
    if (fails.getAsBoolean()) {
      throw new RefusedException(JournalErrors.READ_FAILED, "told to");
    }
  }
}
