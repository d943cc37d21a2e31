package org.wardgate.console.resource;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalRecord;

/** A journal that is only ever walked. */
final class FakeJournal implements Journal {

  @Override
  public Verification verify() {
    return new Verification(12, 1, 2, false, "record 5: payload hash differs");
  }

  @Override
  public long lastSequence() {
    return 12;
  }

  @Override
  public CompletionStage<Long> append(List<JournalEntry> entries) {
    throw new AssertionError("the console never writes");
  }

  @Override
  public List<JournalRecord> read(long afterSequence, int countMax) {
    return List.of();
  }

  @Override
  public long cursor(String name) {
    return 0;
  }

  @Override
  public CompletionStage<Void> moveCursor(String name, long sequence) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Void> checkpoint(long sequence, Bytes state) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<Checkpoint> lastCheckpoint() {
    return Optional.empty();
  }

  @Override
  public CompletionStage<Integer> erase(DeviceId subject) {
    throw new AssertionError("the console never erases");
  }
}
