package org.wardgate.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/** Something for the writer to do, with the future that waits for it to be durable. */
sealed interface Task {
  /** What fails if the task does. */
  CompletableFuture<?> result();

  /** Memory it holds while it waits. */
  default long weightBytes() {
    return 64;
  }

  /** Whether it may share a transaction with others, and so fail with them. */
  default boolean shares() {
    return true;
  }

  record Append(List<PreparedEntry> entries, CompletableFuture<Long> result) implements Task {
    public Append {
      entries = List.copyOf(entries);
    }

    @Override
    public long weightBytes() {
      return entries.stream().mapToLong(PreparedEntry::weightBytes).sum();
    }
  }

  record MoveCursor(String name, long sequence, CompletableFuture<Void> result) implements Task {}

  record Checkpoint(long sequence, Bytes state, CompletableFuture<Void> result) implements Task {
    @Override
    public long weightBytes() {
      return state.length();
    }

    @Override
    public boolean shares() {
      return false;
    }
  }

  record Erase(DeviceId subject, CompletableFuture<Integer> result) implements Task {
    @Override
    public boolean shares() {
      return false;
    }
  }
}
