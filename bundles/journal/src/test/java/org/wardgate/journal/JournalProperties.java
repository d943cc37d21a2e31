package org.wardgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.Journal.Verification;

/** Any sequence of appends, erasures, cursors, checkpoints and restarts verifies. */
class JournalProperties {
  private Path directory = Path.of("");

  @BeforeProperty
  void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("journal-property-");
  }

  @AfterProperty
  void removeDirectory() throws IOException {
    remove();
    Files.delete(directory);
  }

  private void remove() throws IOException {
    for (String name : Sample.contents(directory).keySet()) {
      Files.delete(directory.resolve(name));
    }
  }

  enum Step {
    APPEND,
    APPEND_THREE,
    ERASE,
    CURSOR,
    CHECKPOINT,
    REOPEN
  }

  /** A step about one of a few devices. */
  record Move(Step step, int device) {
    DeviceId subject() {
      return new DeviceId("device-" + device);
    }
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(Arbitraries.of(Step.class), Arbitraries.integers().between(0, 3))
        .as(Move::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 12)
  void everySequenceVerifies(@ForAll("moves") List<Move> moves) throws Exception {
    remove();
    Model model = new Model();
    SqliteJournal journal = Sample.open(directory);
    try {
      for (Move move : moves) {
        if (move.step() == Step.REOPEN) {
          journal.close();
          journal = Sample.open(directory);
        } else {
          model.apply(journal, move);
        }
      }
      Verification outcome = journal.verify();
      assertThat(outcome.finding()).isEmpty();
      assertThat(outcome.recordsCount()).isEqualTo(model.recordsCount);
      assertThat(outcome.erasedCount()).isEqualTo(model.erasedCount);
      assertThat(journal.cursor("reader")).isEqualTo(model.cursor);
    } finally {
      journal.close();
    }
    assertThat(new OfflineJournal().verify(directory).finding()).isEmpty();
  }

  /** What a journal should say. */
  private static final class Model {
    private final int[] unerased = new int[4];
    private long recordsCount;
    private long erasedCount;
    private long cursor;

    void apply(SqliteJournal journal, Move move) throws Exception {
      switch (move.step()) {
        case APPEND -> append(journal, move, 1);
        case APPEND_THREE -> append(journal, move, 3);
        case ERASE -> {
          int count = Sample.done(journal.erase(move.subject()));
          assertThat(count).isEqualTo(unerased[move.device()]);
          erasedCount += count;
          unerased[move.device()] = 0;
        }
        case CURSOR -> {
          cursor = recordsCount;
          Sample.done(journal.moveCursor("reader", cursor));
        }
        case CHECKPOINT ->
            Sample.done(journal.checkpoint(recordsCount, Sample.utf8("at " + recordsCount)));
        case REOPEN -> throw new IllegalArgumentException("not on an open journal");
      }
    }

    private void append(SqliteJournal journal, Move move, int count) throws Exception {
      recordsCount += count;
      unerased[move.device()] += count;
      var entries =
          LongStream.range(0, count)
              .mapToObj(number -> Sample.entry(number, move.subject()))
              .toList();
      assertThat(Sample.done(journal.append(entries))).isEqualTo(recordsCount);
    }
  }
}
