package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalEntry;

/** One flipped bit in the raw files, where records lie. */
class FlippedByteTest {
  private static final String KIND = "findable.kind";
  private static final String PAYLOAD = "{\"find\":\"this payload of record 5\"}";

  /** SQLite's cell: lengths, row id, column types, then at_ms in 6 bytes, then the kind. */
  private static final int BEFORE_KIND_BYTES = 6;

  private static final int CELL_HEADER_BYTES = 11;

  @TempDir Path closed = Path.of("");
  @TempDir Path killed = Path.of("");

  private void makeJournals() throws Exception {
    try (SqliteJournal journal = Sample.open(closed)) {
      for (int number = 1; number <= 10; number++) {
        JournalEntry entry =
            number == 5
                ? new JournalEntry(
                    Instant.parse("2026-01-01T00:00:00Z"),
                    KIND,
                    Optional.of(Sample.PUMP),
                    Sample.utf8(PAYLOAD))
                : Sample.entry(number, Sample.MONITOR);
        Sample.done(journal.append(List.of(entry)));
      }
      Sample.copy(closed, killed);
    }
  }

  private static Verification flipped(Path directory, String name, long offset) throws Exception {
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      flip(file, offset);
      try {
        return new OfflineJournal().verify(directory);
      } finally {
        flip(file, offset);
      }
    }
  }

  private static void flip(FileChannel file, long offset) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(file.read(one, offset)).isEqualTo(1);
    one.put(0, (byte) (one.get(0) ^ 1)).rewind();
    assertThat(file.write(one, offset)).isEqualTo(1);
  }

  @Test
  void inAnyFieldOfARecordNamesTheRecord() throws Exception {
    makeJournals();
    String content = Files.readString(closed.resolve("journal.db"), StandardCharsets.ISO_8859_1);
    int kind = content.indexOf(KIND);
    int end = content.indexOf(PAYLOAD) + PAYLOAD.length();
    assertThat(end).isGreaterThan(kind).isPositive();
    for (int offset = kind - BEFORE_KIND_BYTES; offset < end; offset++) {
      Verification outcome = flipped(closed, "journal.db", offset);
      assertThat(outcome.verified()).isFalse();
      assertThat(outcome.finding()).as("offset %d", offset).contains("record 5: ");
    }
  }

  @Test
  void inARecordsOwnStructureIsFound() throws Exception {
    makeJournals();
    String content = Files.readString(closed.resolve("journal.db"), StandardCharsets.ISO_8859_1);
    int first = content.indexOf(KIND) - BEFORE_KIND_BYTES;
    for (int offset = first - CELL_HEADER_BYTES; offset < first; offset++) {
      assertThat(flipped(closed, "journal.db", offset).verified())
          .as("offset %d", offset)
          .isFalse();
    }
  }

  @Test
  void inTheLogOfAKilledGatewayIsFound() throws Exception {
    makeJournals();
    long size = Files.size(killed.resolve("journal.db-wal"));
    assertThat(new OfflineJournal().verify(killed).verified()).isTrue();
    for (long offset = 40; offset < size; offset += 991) { // behind the file's own header
      Verification outcome = flipped(killed, "journal.db-wal", offset);
      assertThat(outcome.finding()).as("offset %d", offset).contains("WG-JNL-0008 records ");
    }
  }
}
