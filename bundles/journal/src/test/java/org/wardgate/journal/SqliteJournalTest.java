package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.journal.Sample.done;
import static org.wardgate.journal.Sample.entry;
import static org.wardgate.journal.Sample.utf8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.Journal.Verification;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.api.journal.JournalRecord;

class SqliteJournalTest {
  @TempDir Path directory = Path.of("");

  @Test
  void whatIsAppendedIsReadBack() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      assertThat(done(journal.append(List.of(entry(1, Sample.PUMP), entry(2))))).isEqualTo(2);
      List<JournalRecord> records = journal.read(0, 10);
      assertThat(records).extracting(JournalRecord::sequence).containsExactly(1L, 2L);
      JournalRecord first = records.get(0);
      assertThat(first.at()).isEqualTo(entry(1).at());
      assertThat(first.kind()).isEqualTo("device.moved");
      assertThat(first.subject()).contains(Sample.PUMP);
      assertThat(first.payload()).contains(entry(1, Sample.PUMP).payload());
      assertThat(first.payloadSha256()).isEqualTo(entry(1, Sample.PUMP).payload().sha256());
      assertThat(records.get(1).subject()).isEmpty();
      assertThat(journal.lastSequence()).isEqualTo(2);
      assertThat(journal.verify()).isEqualTo(new Verification(2, 0, 0, true, ""));
    }
  }

  @Test
  void itGoesOnAfterReopening() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
    }
    try (SqliteJournal journal = Sample.open(directory)) {
      assertThat(journal.lastSequence()).isEqualTo(6);
      assertThat(done(journal.append(List.of(entry(7))))).isEqualTo(7);
      assertThat(journal.cursor("cloud")).isEqualTo(5);
      assertThat(journal.lastCheckpoint())
          .contains(new Journal.Checkpoint(4, utf8("{\"state\":4}")));
      assertThat(journal.verify()).isEqualTo(new Verification(7, 0, 1, true, ""));
    }
  }

  @Test
  void readingGoesByPages() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int number = 0; number < 5; number++) {
        done(journal.append(List.of(entry(number))));
      }
      assertThat(journal.read(2, 2)).extracting(JournalRecord::sequence).containsExactly(3L, 4L);
      assertThat(journal.read(5, 2)).isEmpty();
      assertThat(journal.read(99, 2)).isEmpty();
      assertThatThrownBy(() -> journal.read(-1, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> journal.read(0, 0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> journal.read(0, Journal.READ_MAX_COUNT + 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void largeRecordsComeInSmallerPages() throws Exception {
    Bytes large = Bytes.of(new byte[Journal.PAYLOAD_MAX_BYTES]);
    JournalEntry entry = new JournalEntry(Instant.EPOCH, "large", Optional.empty(), large);
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int number = 0; number < 40; number++) {
        done(journal.append(List.of(entry)));
      }
      List<JournalRecord> page = journal.read(0, 40);
      assertThat(page).hasSize(32);
      assertThat(journal.read(32, 40)).hasSize(8);
    }
  }

  @Test
  void aBatchIsAllOrNothing() throws Exception {
    JournalEntry bad = new JournalEntry(Instant.EPOCH, "Not A Kind", Optional.empty(), Bytes.EMPTY);
    try (SqliteJournal journal = Sample.open(directory)) {
      assertRefused(journal.append(List.of(entry(1), bad)), "WG-JNL-0010");
      assertThat(journal.lastSequence()).isZero();
      assertThat(done(journal.append(List.of()))).isZero();
    }
  }

  @Test
  void entriesOutsideTheLimitsAreRefused() throws Exception {
    Bytes large = Bytes.of(new byte[Journal.PAYLOAD_MAX_BYTES + 1]);
    try (SqliteJournal journal = Sample.open(directory)) {
      assertRefused(
          journal.append(List.of(new JournalEntry(Instant.EPOCH, "a", Optional.empty(), large))),
          "WG-JNL-0004");
      for (String kind : List.of("", "a b", "\u00e4", "a\0", "x".repeat(65))) {
        assertRefused(
            journal.append(
                List.of(new JournalEntry(Instant.EPOCH, kind, Optional.empty(), Bytes.EMPTY))),
            "WG-JNL-0010");
      }
      for (Instant at : List.of(Instant.MIN, Instant.MAX)) {
        assertRefused(
            journal.append(List.of(new JournalEntry(at, "a", Optional.empty(), Bytes.EMPTY))),
            "WG-JNL-0010");
      }
      assertThat(journal.lastSequence()).isZero();
    }
  }

  @Test
  void clocksMayBeWrong() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      for (String at : List.of("1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z")) {
        Instant time = Instant.parse(at);
        done(journal.append(List.of(new JournalEntry(time, "a", Optional.empty(), Bytes.EMPTY))));
      }
      assertThat(journal.read(0, 2))
          .extracting(record -> record.at().toString())
          .containsExactly("1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z");
      assertThat(journal.verify().verified()).isTrue();
    }
  }

  @Test
  void aCursorNeverMovesBackOrBeyondTheEnd() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
      assertThat(journal.cursor("other")).isZero();
      done(journal.moveCursor("cloud", 2));
      assertThat(journal.cursor("cloud")).isEqualTo(5);
      assertRefused(journal.moveCursor("cloud", 7), "WG-JNL-0010");
      assertThat(journal.cursor("cloud")).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Cloud", "a_b", "a\n"})
  void badCursorNamesAreRefused(String name) throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      assertRefused(journal.moveCursor(name, 0), "WG-JNL-0010");
      assertThatThrownBy(() -> journal.cursor(name)).hasMessageContaining("WG-JNL-0010");
    }
  }

  @Test
  void onlyTheNewestCheckpointsAreKept() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      for (int number = 1; number <= 7; number++) {
        done(journal.append(List.of(entry(number))));
        done(journal.checkpoint(number, utf8("state " + number)));
      }
      assertThat(journal.lastCheckpoint()).contains(new Journal.Checkpoint(7, utf8("state 7")));
      assertThat(journal.verify().checkpointsCount())
          .isEqualTo(JournalLimits.CHECKPOINTS_MAX_COUNT);
      assertRefused(journal.checkpoint(8, Bytes.EMPTY), "WG-JNL-0010");
    }
  }

  @Test
  void thereMayBeNoCheckpoint() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      assertThat(journal.lastCheckpoint()).isEmpty();
    }
  }

  @Test
  void anotherKeysCheckpointIsRefused() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      Sample.fill(journal);
    }
    assertThatThrownBy(
            () ->
                SqliteJournal.open(
                    new JournalFiles(directory), JournalLimits.USUAL, Sample.newKey()))
        .hasMessageContaining("WG-JNL-0003");
  }

  @Test
  void tooManyWaitingAreRefusedAtOnce() throws Exception {
    TaskQueue queue = new TaskQueue(2, 1_000);
    queue.add(new Task.MoveCursor("a", 0, new CompletableFuture<>()));
    queue.add(new Task.MoveCursor("a", 0, new CompletableFuture<>()));
    assertThatThrownBy(() -> queue.add(new Task.MoveCursor("a", 0, new CompletableFuture<>())))
        .hasMessageContaining("WG-JNL-0006");
    assertThat(queue.takeAll(0)).hasSize(2);
  }

  @Test
  void tooManyBytesWaitingAreRefusedAtOnce() throws Exception {
    TaskQueue queue = new TaskQueue(100, 1_000);
    PreparedEntry entry = PreparedEntry.of(entry(1));
    queue.add(new Task.Append(List.of(entry), new CompletableFuture<>()));
    assertThatThrownBy(
            () -> queue.add(new Task.Append(List.of(entry, entry), new CompletableFuture<>())))
        .hasMessageContaining("WG-JNL-0006");
  }

  @Test
  void aClosedJournalRefuses() throws Exception {
    SqliteJournal journal = Sample.open(directory);
    CompletionStage<Long> waiting = journal.append(List.of(entry(1)));
    journal.close();
    assertThat(done(waiting)).isEqualTo(1);
    assertRefused(journal.append(List.of(entry(2))), "WG-JNL-0007");
    assertThatThrownBy(() -> journal.read(0, 1)).hasMessageContaining("WG-JNL-0007");
  }

  @Test
  void closingSignsTheHead() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      done(journal.append(List.of(entry(1))));
    }
    JournalFiles files = new JournalFiles(directory);
    try (OfflineFile file = OfflineFile.open(files)) {
      assertThat(Seals.read(file.connection(), Optional.of(Sample.KEY.publicKey())))
          .map(Head::sequence)
          .contains(1L);
    }
    assertThat(Files.exists(files.writeAheadLog())).isFalse();
  }

  @Test
  void theHeadIsSignedWhileItRuns() throws Exception {
    JournalLimits often =
        new JournalLimits(10, 100_000, 3, Duration.ofDays(1), OptionalLong.empty());
    try (SqliteJournal journal = Sample.open(directory, often)) {
      for (int number = 1; number <= 7; number++) {
        done(journal.append(List.of(entry(number))));
      }
      try (OfflineFile file = OfflineFile.open(new JournalFiles(directory))) {
        assertThat(Seals.read(file.connection(), Optional.of(Sample.KEY.publicKey())))
            .map(Head::sequence)
            .hasValueSatisfying(sequence -> assertThat(sequence).isGreaterThanOrEqualTo(5));
      }
    }
  }

  @Test
  void listenersHearOfEachNewHead() throws Exception {
    BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    try (SqliteJournal journal = Sample.open(directory)) {
      Journal.Subscription subscription = journal.listen(heard::add);
      done(journal.append(List.of(entry(1), entry(2))));
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
      subscription.close();
      done(journal.append(List.of(entry(3))));
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void manyWritersShareCommitsInOrder() throws Exception {
    try (SqliteJournal journal = Sample.open(directory)) {
      List<CompletionStage<Long>> stages = new ArrayList<>();
      for (int number = 1; number <= 500; number++) {
        stages.add(journal.append(List.of(entry(number), entry(number))));
      }
      for (int number = 1; number <= 500; number++) {
        assertThat(done(stages.get(number - 1))).isEqualTo(2L * number);
      }
      assertThat(journal.verify().recordsCount()).isEqualTo(1_000);
    }
  }

  @Test
  void twoGatewaysCannotWriteOneJournal() throws Exception {
    SqliteJournal journal = Sample.open(directory);
    assertThatThrownBy(() -> Sample.open(directory)).hasMessageContaining("WG-JNL-0009");
    journal.close();
    Sample.open(directory).close();
  }

  static void assertRefused(CompletionStage<?> stage, String code) {
    assertThatThrownBy(() -> done(stage))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(code);
  }
}
