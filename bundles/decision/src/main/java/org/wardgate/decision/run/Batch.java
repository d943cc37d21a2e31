package org.wardgate.decision.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.run.StepRecords.Part;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/**
 * Events decided together and made durable in one transaction. Until then the state's changes can
 * be undone, so that memory never knows more than the disk for long.
 */
final class Batch {
  private final WardState state;
  private final Reducer reducer;
  private final List<Decided> decided = new ArrayList<>();
  private final Deque<Outcome> undo = new ArrayDeque<>();

  Batch(WardState state, Reducer reducer) {
    this.state = state;
    this.reducer = reducer;
  }

  /**
   * A step and its records.
   *
   * @param step what was decided
   * @param records empty if the journal need not have it
   */
  record Decided(Step step, List<Part> records) {}

  /** Decides one event on top of those before it. */
  Step decide(Submission submission) {
    Step step = reducer.reduce(state, submission.event(), submission.at());
    List<Part> records = step.durable() ? StepRecords.of(step, this::reason) : List.of();
    step.outcomes().forEach(outcome -> undo.push(state.apply(outcome)));
    decided.add(new Decided(step, records));
    return step;
  }

  private String reason(DeviceId device) {
    return state.deviceCase(device).map(c -> c.standing().reason()).orElse("");
  }

  /** What the journal must have. */
  List<JournalEntry> entries() {
    return decided.stream().flatMap(d -> d.records().stream()).map(Part::entry).toList();
  }

  /** What was decided, in order. */
  List<Decided> decided() {
    return List.copyOf(decided);
  }

  /** Takes everything back: the journal could not be written. */
  void undo() {
    while (!undo.isEmpty()) {
      state.apply(undo.pop());
    }
  }
}
