package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.wardgate.journal.Sample.done;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalEntry;

/** A full disk refuses new records; it neither harms old ones nor needs a restart afterwards. */
class DiskFullTest {
  @TempDir Path directory = Path.of("");

  private static final JournalEntry ENTRY =
      new JournalEntry(Instant.EPOCH, "test", Optional.of(Sample.PUMP), Bytes.of(new byte[2_000]));
  private static final int TOO_MANY = 10_000;

  private static long appendUntilFull(SqliteJournal journal) throws Exception {
    for (int number = 0; number < TOO_MANY; number++) {
      try {
        done(journal.append(List.of(ENTRY)));
      } catch (RefusedException e) {
        assertThat(e.errorCode().code()).isEqualTo("WG-JNL-0001");
        return journal.lastSequence();
      }
    }
    throw new AssertionError("the disk never became full");
  }

  private static void assertIntact(SqliteJournal journal, long recordsCount) throws Exception {
    assertThat(journal.lastSequence()).isEqualTo(recordsCount);
    assertThat(journal.verify().finding()).isEmpty();
    assertThat(journal.verify().recordsCount()).isEqualTo(recordsCount);
  }

  @Test
  void aLimitIsLikeAFullDisk() throws Exception {
    JournalLimits small =
        new JournalLimits(10, 100_000, 1_000, Duration.ofDays(1), OptionalLong.of(40));
    long recordsCount;
    try (SqliteJournal journal = Sample.open(directory, small)) {
      recordsCount = appendUntilFull(journal);
      assertThat(recordsCount).isPositive();
      SqliteJournalTest.assertRefused(journal.append(List.of(ENTRY, ENTRY)), "WG-JNL-0001");
      SqliteJournalTest.assertRefused(
          journal.checkpoint(1, Bytes.of(new byte[50_000])), "WG-JNL-0001");
      assertIntact(journal, recordsCount);
      assertThat(journal.read(0, 10)).isNotEmpty();
    }
    try (SqliteJournal journal = Sample.open(directory)) {
      assertIntact(journal, recordsCount);
      assertThat(done(journal.append(List.of(ENTRY)))).isEqualTo(recordsCount + 1);
    }
  }

  @Test
  void aFullDiskIsSurvivedAndRoomIsUsedAgain() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory)) {
      Path ballast = disk.path().resolve("ballast");
      Files.write(ballast, new byte[1_000_000]);
      try (SqliteJournal journal = Sample.open(disk.path().resolve("journal"))) {
        assertThat(appendUntilFull(journal)).isPositive();
        // the log's own pages may still take some
        fillUp(disk.path().resolve("more"));
        long recordsCount = appendUntilFull(journal);
        assertIntact(journal, recordsCount);
        Files.delete(ballast);
        assertThat(done(journal.append(List.of(ENTRY)))).isEqualTo(recordsCount + 1);
        done(journal.moveCursor("cloud", 1));
        assertIntact(journal, recordsCount + 1);
      }
      assertThat(new OfflineJournal().verify(disk.path().resolve("journal")).finding()).isEmpty();
    }
  }

  @Test
  void aDiskWithoutRoomForAJournalIsRefused() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory)) {
      Path journal = Files.createDirectory(disk.path().resolve("journal"));
      fillUp(disk.path().resolve("ballast"));
      assertThatThrownBy(() -> Sample.open(journal)).hasMessageContaining("WG-JNL-0001");
      Files.delete(disk.path().resolve("ballast"));
      Sample.open(journal).close();
    }
  }

  private static void fillUp(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocate(4_096);
      while (true) {
        channel.write(block.rewind());
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** A file system of 2 MB in memory. */
  private record SmallDisk(Path path) implements AutoCloseable {
    static SmallDisk mount(Path directory) throws Exception {
      Path path = Files.createDirectory(directory.resolve("disk"));
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path.toString()),
          "mounting a file system needs root");
      return new SmallDisk(path);
    }

    @Override
    public void close() throws IOException {
      assertThat(run("umount", path.toString())).isTrue();
    }

    private static boolean run(String... command) throws IOException {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.onExit().join().exitValue() == 0;
    }
  }
}
