package org.wardgate.api.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;

/**
 * The gateway's one record of truth: an append-only, hash-chained list on disk. Thread-safe. It
 * answers only what is on disk.
 */
public interface Journal {
  /** Largest payload of one record, in bytes. */
  int PAYLOAD_MAX_BYTES = 262_144;

  /** Most records read at once. */
  int READ_MAX_COUNT = 1_000;

  /**
   * Appends entries, all or none. Futures of this interface complete on the journal's own thread:
   * what hangs on them must not wait.
   *
   * @return completes with the last sequence number when all are durable (fsynced); completes with
   *     {@link RefusedException} when none is
   */
  CompletionStage<Long> append(List<JournalEntry> entries);

  /**
   * Reads records in order, each proved against the chain. There may be fewer than asked for even
   * before the end, when they are large; there are none only at the end.
   *
   * @param afterSequence the first has a greater sequence number; 0 begins at the first
   * @param countMax 1 to {@link #READ_MAX_COUNT}
   * @throws RefusedException if a record does not match the chain, or the disk cannot be read
   */
  List<JournalRecord> read(long afterSequence, int countMax) throws RefusedException;

  /** The last durable sequence number, 0 if there is none. */
  long lastSequence();

  /** How far a reader has come, 0 if it never read. */
  long cursor(String name) throws RefusedException;

  /**
   * Stores how far a reader has come; completes when durable. Never moves back.
   *
   * @param name 1 to 64 characters of {@code [a-z0-9-]}
   */
  CompletionStage<Void> moveCursor(String name, long sequence);

  /**
   * Stores a state that stands for every record up to a sequence number, signed with the gateway's
   * key.
   */
  CompletionStage<Void> checkpoint(long sequence, Bytes state);

  /**
   * The newest checkpoint.
   *
   * @throws RefusedException if there is one and its signature does not verify
   */
  Optional<Checkpoint> lastCheckpoint() throws RefusedException;

  /** Erases the payloads of a device's records; the chain still verifies. */
  CompletionStage<Integer> erase(DeviceId subject);

  /** Walks all records, hashes and checkpoints. Reads only. */
  Verification verify() throws RefusedException;

  /**
   * Has a listener told each new last sequence number, soon after it is durable. It runs on the
   * journal's own thread: it may signal another thread and nothing else. A journal need not support
   * this, so a follower also looks at {@link #lastSequence} from time to time.
   *
   * @return ends it
   */
  default Subscription listen(LongConsumer listener) {
    return () -> {};
  }

  /** A listener that is told until this is closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A state as of a sequence number.
   *
   * @param sequence of the last record it includes
   * @param state as given to {@link #checkpoint}
   */
  record Checkpoint(long sequence, Bytes state) {}

  /**
   * What a walk found.
   *
   * @param recordsCount records walked
   * @param erasedCount records whose payload was erased
   * @param checkpointsCount checkpoints verified
   * @param verified whether everything matched
   * @param finding the first mismatch, naming the record, after its error code; empty if verified
   */
  record Verification(
      long recordsCount,
      long erasedCount,
      long checkpointsCount,
      boolean verified,
      String finding) {}
}
