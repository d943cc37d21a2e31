package org.wardgate.decision.run;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.Journal.Checkpoint;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.WardState;

/** Brings the state back: the newest checkpoint, then the outcomes recorded since. Runs no rule. */
final class Replay {
  private final Journal journal;
  private final WardState state;
  private final PublishedWard published;

  Replay(Journal journal, WardState state, PublishedWard published) {
    this.journal = journal;
    this.state = state;
    this.published = published;
  }

  /**
   * Folds everything.
   *
   * @return the sequence number of the last record folded
   * @throws RefusedException if the journal cannot be read or says what this version cannot read
   */
  long fold() throws RefusedException {
    Optional<Checkpoint> checkpoint = journal.lastCheckpoint();
    long last = 0;
    if (checkpoint.isPresent()) {
      fold(checkpoint.get());
      last = checkpoint.get().sequence();
    }
    List<JournalRecord> records = journal.read(last, Journal.READ_MAX_COUNT);
    while (!records.isEmpty()) {
      for (JournalRecord entry : records) {
        fold(entry);
        last = entry.sequence();
      }
      records = journal.read(last, Journal.READ_MAX_COUNT);
    }
    return last;
  }

  private void fold(Checkpoint checkpoint) throws RefusedException {
    try {
      StepJson.read(checkpoint.state())
          .outcomes()
          .forEach(
              outcome -> {
                state.apply(outcome);
                published.publish(outcome);
              });
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          DecisionErrors.STATE_UNREADABLE, "checkpoint " + checkpoint.sequence(), e);
    }
  }

  /** A record whose payload was erased leaves no trace in the state: that was the purpose. */
  private void fold(JournalRecord entry) throws RefusedException {
    state.seen(entry.at());
    if (entry.payload().isEmpty()) {
      return;
    }
    try {
      StepJson.Recorded recorded = StepJson.read(entry.payload().get());
      recorded.outcomes().forEach(state::apply);
      published.publish(
          entry.at(),
          entry.kind(),
          entry.subject(),
          recorded.line(),
          recorded.outcomes(),
          entry.sequence());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(DecisionErrors.STATE_UNREADABLE, "record " + entry.sequence(), e);
    }
  }
}
