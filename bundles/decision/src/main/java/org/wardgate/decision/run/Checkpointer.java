package org.wardgate.decision.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.journal.Journal;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.ClockFacts;
import org.wardgate.decision.state.InUse;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.WardState;

/**
 * Writes the state as a signed checkpoint now and then, so that a start need not fold everything.
 */
final class Checkpointer {
  private static final long RECORDS_BETWEEN = 5_000;
  private static final Duration TIME_BETWEEN = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final Journal journal;
  private final PublishedWard published;
  private final Clock clock;
  private long lastSequence;
  private Instant lastAt;

  Checkpointer(Journal journal, PublishedWard published, Clock clock) {
    this.journal = journal;
    this.published = published;
    this.clock = clock;
    this.lastSequence = journal.lastSequence();
    this.lastAt = clock.instant();
  }

  void maybe(WardState state, long sequence) {
    boolean many = sequence - lastSequence >= RECORDS_BETWEEN;
    boolean old =
        sequence > lastSequence
            && Duration.between(lastAt, clock.instant()).compareTo(TIME_BETWEEN) >= 0;
    if (many || old) {
      now(state, sequence);
    }
  }

  void now(WardState state, long sequence) {
    if (sequence > lastSequence) {
      var unused =
          force(state, sequence)
              .exceptionally(
                  failure -> {
                    LOG.warn("No checkpoint at record {}: {}", sequence, failure.getMessage());
                    return null;
                  });
    }
  }

  /** Writes one, also if nothing was recorded since the last. */
  CompletionStage<Void> force(WardState state, long sequence) {
    lastSequence = sequence;
    lastAt = clock.instant();
    CompletionStage<Void> written =
        journal.checkpoint(sequence, StepJson.writeState(outcomes(state)));
    forget(state);
    return written;
  }

  /** Cases, the policies and notes they still use, advisories, and what is expected. */
  static List<Outcome> outcomes(WardState state) {
    InUse used = InUse.of(state);
    List<Outcome> outcomes = new ArrayList<>();
    state.policies().stream()
        .filter(p -> used.policies().contains(p.id()))
        .forEach(p -> outcomes.add(new Outcome.PolicyIs(p)));
    used.profiles().stream()
        .flatMap(id -> state.notes(id).stream())
        .forEach(n -> outcomes.add(new Outcome.NotesAre(n)));
    state.advisories().forEach(a -> outcomes.add(new Outcome.AdvisoryIs(a)));
    state.incidents().forEach(i -> outcomes.add(new Outcome.IncidentIs(i)));
    state.cases().forEach(c -> outcomes.add(new Outcome.CaseIs(c)));
    state.expected().forEach((d, e) -> outcomes.add(new Outcome.ExpectedIs(d, Optional.of(e))));
    state.assurances().changes().forEach(c -> outcomes.add(new Outcome.ChangeIs(c)));
    state.assurances().assessments().forEach(a -> outcomes.add(new Outcome.AssessedIs(a)));
    state.upkeep().updates().forEach(u -> outcomes.add(new Outcome.UpdateIs(u)));
    state
        .upkeep()
        .refused()
        .forEach((pid, lines) -> outcomes.add(new Outcome.ConfigurationRefused(pid, lines)));
    ClockFacts clock = state.clock();
    outcomes.add(new Outcome.ClockTurned(clock.right(), clock.lastBelieved()));
    outcomes.add(new Outcome.IssuingIs(state.issuing()));
    return outcomes;
  }

  /** Forgets what nothing uses; replay may know it again, which does no harm. */
  private void forget(WardState state) {
    for (Outcome outcome : InUse.of(state).leftOver(state)) {
      state.apply(outcome);
      published.publish(outcome);
    }
  }
}
