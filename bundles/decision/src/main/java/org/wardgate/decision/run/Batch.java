package org.wardgate.decision.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.wardgate.api.journal.JournalEntry;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.rules.Reducer;
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
  private final List<Step> steps = new ArrayList<>();
  private final List<JournalEntry> entries = new ArrayList<>();
  private final Deque<Outcome> undo = new ArrayDeque<>();

  Batch(WardState state, Reducer reducer) {
    this.state = state;
    this.reducer = reducer;
  }

  /** Decides one event on top of those before it. */
  Step decide(Submission submission) {
    Step step = reducer.reduce(state, submission.event(), submission.at());
    step.outcomes().forEach(outcome -> undo.push(state.apply(outcome)));
    steps.add(step);
    if (step.durable()) {
      entries.add(new JournalEntry(step.at(), step.kind(), step.subject(), StepJson.write(step)));
    }
    return step;
  }

  /** What the journal must have. */
  List<JournalEntry> entries() {
    return List.copyOf(entries);
  }

  /** What was decided, in order. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Takes everything back: the journal could not be written. */
  void undo() {
    while (!undo.isEmpty()) {
      state.apply(undo.pop());
    }
  }
}
