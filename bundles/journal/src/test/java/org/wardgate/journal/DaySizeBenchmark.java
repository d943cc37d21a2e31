package org.wardgate.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalEntry;

/**
 * Bytes on disk for a day of 1,000 devices re-attesting every 10 s, as the decision core keeps it:
 * unchanged re-attestations are one summary a device and hour (about 900 bytes), each device
 * changes its state four times a day (about 700 bytes), the state of all is checkpointed once an
 * hour (1 MB). {@code DaySizeBenchmark [DIRECTORY]}; exit status 1 if it is more than allowed.
 */
public final class DaySizeBenchmark {
  private static final int DEVICES_COUNT = 1_000;
  private static final int HOURS_COUNT = 24;
  private static final int SUMMARY_BYTES = 900;
  private static final int CHANGE_BYTES = 700;
  private static final int CHANGES_PER_HOUR = DEVICES_COUNT * 4 / HOURS_COUNT;
  private static final int STATE_BYTES = 1_000_000;
  private static final int ATTESTATIONS_COUNT = DEVICES_COUNT * 6 * 60 * HOURS_COUNT;
  private static final long ALLOWED_BYTES = 200_000_000;
  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

  private DaySizeBenchmark() {}

  /** Runs it and prints the sizes. */
  public static void main(String[] arguments) throws Exception {
    Path directory =
        arguments.length > 0
            ? Files.createDirectories(Path.of(arguments[0]))
            : Files.createTempDirectory("wardgate-benchmark-");
    Random random = new Random(1);
    long largest = 0;
    long started = System.nanoTime();
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int hour = 0; hour < HOURS_COUNT; hour++) {
        hour(journal, random, MIDNIGHT.plusSeconds(hour * 3_600L));
        largest = Math.max(largest, sizeBytes(directory));
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    long walked = System.nanoTime();
    Verification outcome = new OfflineJournal().verify(directory);
    System.out.printf(
        "%,d devices, %,d re-attestations, %,d records, written in %.1f s%n",
        DEVICES_COUNT, ATTESTATIONS_COUNT, outcome.recordsCount(), seconds);
    System.out.printf(
        "on disk: %,d bytes, with the log at most %,d, allowed %,d%n",
        sizeBytes(directory), largest, ALLOWED_BYTES);
    System.out.printf(
        "verified %s in %.1f s%n", outcome.verified(), (System.nanoTime() - walked) / 1e9);
    System.exit(outcome.verified() && largest < ALLOWED_BYTES ? 0 : 1);
  }

  private static void hour(SqliteJournal journal, Random random, Instant from) throws Exception {
    List<JournalEntry> entries = new ArrayList<>();
    for (int device = 0; device < DEVICES_COUNT; device++) {
      entries.add(entry(from.plusMillis(device), "attestation.summary", device, SUMMARY_BYTES));
    }
    for (int change = 0; change < CHANGES_PER_HOUR; change++) {
      int device = random.nextInt(DEVICES_COUNT);
      entries.add(entry(from.plusSeconds(change), "device.moved", device, CHANGE_BYTES));
    }
    for (JournalEntry entry : entries) {
      // one transaction each, as they come in life
      long unused = Sample.done(journal.append(List.of(entry)));
    }
    byte[] state = new byte[STATE_BYTES];
    random.nextBytes(state);
    Sample.done(journal.checkpoint(journal.lastSequence(), Bytes.of(state)));
    Sample.done(journal.moveCursor("cloud", journal.lastSequence()));
  }

  private static JournalEntry entry(Instant at, String kind, int device, int lengthBytes) {
    DeviceId subject = new DeviceId("device-" + device);
    return new JournalEntry(
        at, kind, Optional.of(subject), Sample.utf8("\"" + "x".repeat(lengthBytes - 2) + "\""));
  }

  private static long sizeBytes(Path directory) throws IOException {
    long size = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        size += Files.size(file);
      }
    }
    return size;
  }
}
