package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalRecord;

/** Reading without a gateway, in every state one leaves behind. */
class OfflineJournalTest {
  @TempDir Path directory = Path.of("");
  @TempDir Path copy = Path.of("");

  private final OfflineJournal offline = new OfflineJournal();
  private static final Verification WHOLE = new Verification(6, 0, 1, true, "");

  /** A directory as a killed gateway leaves it: everything in the log, nothing closed. */
  @BeforeEach
  void killedAfterSixRecords() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
      Sample.copy(directory, copy);
    }
    assertThat(copy.resolve("journal.db-wal")).isNotEmptyFile();
  }

  private void assertReadsWithoutWriting() throws Exception {
    Map<String, Bytes> before = Sample.contents(copy);
    assertThat(offline.verify(copy)).isEqualTo(WHOLE);
    List<JournalRecord> records = new ArrayList<>();
    assertThat(offline.export(copy, records::add)).isEqualTo(6);
    assertThat(records).extracting(JournalRecord::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(Sample.contents(copy)).isEqualTo(before);
  }

  @Test
  void afterAKill() throws Exception {
    assertReadsWithoutWriting();
  }

  @Test
  void aCopyWithoutSharedMemory() throws Exception {
    Files.delete(copy.resolve("journal.db-shm"));
    assertReadsWithoutWriting();
  }

  @Test
  void aCopyWithNothingElse() throws Exception {
    for (String name : List.of("journal.db-shm", "journal.head", "journal.lock")) {
      Files.delete(copy.resolve(name));
    }
    assertReadsWithoutWriting();
  }

  @Test
  void afterAProperEnd() throws Exception {
    try (SqliteJournal journal = Sample.open(copy)) {
      assertThat(journal.lastSequence()).isEqualTo(6);
    }
    assertThat(copy.resolve("journal.db-wal")).doesNotExist();
    assertReadsWithoutWriting();
  }

  @Test
  void whileItIsWritten() throws Exception {
    try (SqliteJournal journal = Sample.open(copy)) {
      for (int number = 7; number <= 30; number++) {
        Sample.done(journal.append(List.of(Sample.entry(number))));
        assertThat(offline.verify(copy).recordsCount()).isEqualTo(number);
      }
      assertThat(WriterLock.isHeld(new JournalFiles(copy))).isTrue();
    }
  }

  @Test
  void aLostLogIsNoticed() throws Exception {
    Files.delete(copy.resolve("journal.db-wal"));
    Files.delete(copy.resolve("journal.db-shm"));
    Verification outcome = offline.verify(copy);
    assertThat(outcome.verified()).isFalse();
    assertThat(outcome.finding()).contains("WG-JNL-0008 records 1 to 6 are missing");
    assertThatThrownBy(() -> Sample.open(copy)).hasMessageContaining("WG-JNL-0008");
  }

  @Test
  void aDirectoryWithoutJournalIsRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> offline.verify(empty)).hasMessageContaining("WG-JNL-0005");
    assertThatThrownBy(() -> offline.verify(empty.resolve("absent")))
        .hasMessageContaining("WG-JNL-0005");
    assertThatThrownBy(() -> offline.export(empty, ignored -> {}))
        .hasMessageContaining("WG-JNL-0005");
  }

  @Test
  void aFileThatIsNoDatabaseIsAFinding(@TempDir Path other) throws Exception {
    Files.writeString(other.resolve("journal.db"), "not a database, but long enough".repeat(50));
    assertThat(offline.verify(other).finding()).contains("WG-JNL-0002 the file is damaged");
    assertThatThrownBy(() -> offline.export(other, ignored -> {}))
        .hasMessageContaining("WG-JNL-0002");
    assertThatThrownBy(() -> Sample.open(other)).hasMessageContaining("WG-JNL-0002");
  }

  @Test
  void anEmptyFileIsAFinding(@TempDir Path other) throws Exception {
    Files.createFile(other.resolve("journal.db"));
    assertThat(offline.verify(other).verified()).isFalse();
  }

  @Test
  void exportStopsAtTheFirstBadRecord() throws Exception {
    try (SqliteJournal journal = Sample.open(copy)) {
      assertThat(journal.lastSequence()).isEqualTo(6);
    }
    byte[] payload = Sample.entry(2, Sample.MONITOR).payload().toArray();
    Sample.flip(copy.resolve("journal.db"), payload, 3);
    List<JournalRecord> records = new ArrayList<>();
    assertThatThrownBy(() -> offline.export(copy, records::add))
        .hasMessageContaining("WG-JNL-0002")
        .hasMessageContaining("record ");
    assertThat(records).hasSizeLessThan(6);
  }
}
