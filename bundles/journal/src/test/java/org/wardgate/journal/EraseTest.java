package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.journal.Sample.done;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalRecord;

class EraseTest {
  @TempDir Path directory = Path.of("");

  private static final String SECRET = "the-name-of-a-patient-that-must-go";

  private static JournalEntry secret(DeviceId subject, int lengthBytes) {
    String payload = "{\"name\":\"" + SECRET + "\"}" + " ".repeat(lengthBytes);
    return new JournalEntry(
        Instant.EPOCH, "device.named", Optional.of(subject), Sample.utf8(payload));
  }

  private boolean isOnDisk() throws Exception {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void erasedPayloadsAreGoneFromEveryFileAndTheChainStands() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
      for (int length : List.of(0, 100, 3_000, 60_000)) {
        done(journal.append(List.of(secret(Sample.PUMP, length))));
      }
      assertThat(isOnDisk()).isTrue();
      assertThat(done(journal.erase(Sample.PUMP))).isEqualTo(6);
      assertThat(isOnDisk()).isFalse();
      assertThat(journal.verify()).isEqualTo(new Verification(10, 6, 1, true, ""));
      JournalRecord erased = journal.read(6, 1).get(0);
      assertThat(erased.payload()).isEmpty();
      assertThat(erased.payloadSha256()).isEqualTo(secret(Sample.PUMP, 0).payload().sha256());
      assertThat(journal.read(1, 1).get(0).payload()).isPresent();
    }
    assertThat(isOnDisk()).isFalse();
  }

  @Test
  void erasingAgainCoversWhatCameSince() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      done(journal.append(List.of(secret(Sample.PUMP, 0))));
      assertThat(done(journal.erase(Sample.PUMP))).isEqualTo(1);
      done(journal.append(List.of(secret(Sample.PUMP, 0))));
      assertThat(journal.verify()).isEqualTo(new Verification(2, 1, 0, true, ""));
      assertThat(done(journal.erase(Sample.PUMP))).isEqualTo(1);
      assertThat(done(journal.erase(Sample.PUMP))).isZero();
      assertThat(journal.verify()).isEqualTo(new Verification(2, 2, 0, true, ""));
    }
  }

  @Test
  void aStrangerHasNothingToErase() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
      assertThat(done(journal.erase(new DeviceId("stranger")))).isZero();
      assertThat(journal.verify()).isEqualTo(new Verification(6, 0, 1, true, ""));
    }
  }

  @Test
  void aReaderInTheWayDelaysTheLogOnly() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      done(journal.append(List.of(secret(Sample.PUMP, 0))));
      try (Connection reader = Database.openReader(new JournalFiles(directory).database())) {
        reader.setAutoCommit(false);
        assertThat(Database.number(reader, "SELECT count(*) FROM records")).isEqualTo(1);
        assertThat(done(journal.erase(Sample.PUMP))).isEqualTo(1);
      }
      assertThat(done(journal.append(List.of(Sample.entry(1))))).isEqualTo(2);
    }
    assertThat(isOnDisk()).isFalse();
  }

  @Test
  void checkpointsThatHeldItGoTooAndTheNewestStays() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int i = 0; i < 3; i++) {
        done(journal.append(List.of(secret(Sample.PUMP, 10))));
        done(journal.checkpoint(journal.lastSequence(), Sample.utf8(SECRET + " ".repeat(9_000))));
      }
      done(journal.append(List.of(Sample.entry(1))));
      done(journal.checkpoint(journal.lastSequence(), Sample.utf8("{\"clean\":true}")));
      assertThat(isOnDisk()).isTrue();
      assertThat(done(journal.erase(Sample.PUMP))).isEqualTo(3);
      assertThat(isOnDisk()).isFalse();
      assertThat(journal.lastCheckpoint().orElseThrow().sequence()).isEqualTo(4);
      assertThat(journal.verify()).isEqualTo(new Verification(4, 3, 1, true, ""));
    }
    assertThat(isOnDisk()).isFalse();
  }

  @Test
  void aCheckpointThatIsReplacedLeavesNothingBehind() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      done(journal.append(List.of(Sample.entry(1))));
      done(journal.checkpoint(1, Sample.utf8(SECRET + " ".repeat(60_000))));
      done(journal.checkpoint(1, Sample.utf8("{}")));
      done(journal.erase(Sample.PUMP));
      assertThat(isOnDisk()).isFalse();
    }
  }

  @Test
  void pagesThatWereFreedAreOverwritten() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int i = 0; i < 50; i++) {
        done(journal.append(List.of(secret(Sample.PUMP, 20_000))));
      }
      done(journal.erase(Sample.PUMP));
      try (Connection reader = Database.openReader(new JournalFiles(directory).database())) {
        assertThat(Database.number(reader, "PRAGMA freelist_count")).isPositive();
      }
      assertThat(isOnDisk()).isFalse();
    }
  }
}
