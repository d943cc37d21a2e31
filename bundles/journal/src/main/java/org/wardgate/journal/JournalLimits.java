package org.wardgate.journal;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How much may wait and how often the head is signed.
 *
 * @param queueMaxCount most batches waiting for the writer
 * @param queueMaxBytes most bytes waiting for the writer
 * @param sealAfterCount records after which the head is signed
 * @param sealAfter time after which a changed head is signed
 * @param databaseMaxPages size the database may reach, in pages of 4,096 bytes; absent: the disk's
 */
record JournalLimits(
    int queueMaxCount,
    long queueMaxBytes,
    int sealAfterCount,
    Duration sealAfter,
    OptionalLong databaseMaxPages) {
  /** Largest state of a checkpoint, in bytes. */
  static final int STATE_MAX_BYTES = 33_554_432;

  /** Checkpoints kept. */
  static final int CHECKPOINTS_MAX_COUNT = 4;

  /** Payload bytes after which a read stops early. */
  static final long READ_MAX_BYTES = 8_388_608;

  /** As a gateway uses them. */
  static final JournalLimits USUAL =
      new JournalLimits(4_096, 16_777_216, 1_000, Duration.ofSeconds(60), OptionalLong.empty());
}
