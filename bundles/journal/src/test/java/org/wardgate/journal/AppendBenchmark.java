package org.wardgate.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.wardgate.api.journal.JournalEntry;

/**
 * Durable appends per second with group commit for 1, 8 and 64 writers, each waiting for its
 * acknowledgement before the next, beside what the disk can do: 4 KiB appended and fsynced, before
 * and after. {@code AppendBenchmark [DIRECTORY [SECONDS]]}.
 */
public final class AppendBenchmark {
  private static final int PAYLOAD_BYTES = 900;
  private static final int BLOCK_BYTES = 4_096;

  private AppendBenchmark() {}

  /** Runs it and prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path directory =
        arguments.length > 0
            ? Files.createDirectories(Path.of(arguments[0]))
            : Files.createTempDirectory("wardgate-benchmark-");
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 5;
    double before = fsyncs(directory.resolve("raw"), seconds);
    List<double[]> results = new ArrayList<>();
    for (int writers : new int[] {1, 8, 64}) {
      Path journal = Files.createTempDirectory(directory, "journal-");
      results.add(new double[] {writers, appends(journal, writers, seconds)});
    }
    double after = fsyncs(directory.resolve("raw"), seconds);
    double raw = (before + after) / 2;
    System.out.printf(
        "raw 4 KiB append + fsync: %.0f/s before, %.0f/s after, mean %.0f/s%n", before, after, raw);
    System.out.printf("%8s %18s %14s%n", "writers", "durable appends/s", "x raw fsync");
    for (double[] result : results) {
      System.out.printf("%8.0f %18.0f %14.2f%n", result[0], result[1], result[1] / raw);
    }
  }

  private static double fsyncs(Path file, double seconds) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long count = 0;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (System.nanoTime() < end) {
        channel.write(block.rewind());
        channel.force(false);
        count++;
      }
    }
    return count / seconds;
  }

  private static double appends(Path directory, int writers, double seconds) throws Exception {
    LongAdder count = new LongAdder();
    try (SqliteJournal journal = Sample.open(directory)) {
      for (double share : new double[] {seconds / 5, seconds}) { // the first warms up
        count.reset();
        long end = System.nanoTime() + (long) (share * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < writers; number++) {
          Thread thread = new Thread(() -> write(journal, end, count));
          thread.start();
          threads.add(thread);
        }
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }
    return count.sum() / seconds;
  }

  private static void write(SqliteJournal journal, long end, LongAdder count) {
    JournalEntry entry =
        new JournalEntry(
            Instant.EPOCH,
            "device.attested",
            Optional.of(Sample.PUMP),
            Sample.utf8("\"" + "x".repeat(PAYLOAD_BYTES - 2) + "\""));
    while (System.nanoTime() < end) {
      long unused = journal.append(List.of(entry)).toCompletableFuture().join();
      count.increment();
    }
  }
}
