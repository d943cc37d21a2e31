package org.wardgate.decision.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.ProfileNotes;
import org.wardgate.decision.state.WardState;

/**
 * Writes the state as a signed checkpoint now and then, so that a start need not fold everything.
 */
final class Checkpointer {
  private static final long RECORDS_BETWEEN = 5_000;
  private static final Duration TIME_BETWEEN = Duration.ofHours(1);
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private final Journal journal;
  private final Clock clock;
  private long lastSequence;
  private Instant lastAt;

  Checkpointer(Journal journal, Clock clock) {
    this.journal = journal;
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
    if (sequence <= lastSequence) {
      return;
    }
    lastSequence = sequence;
    lastAt = clock.instant();
    journal
        .checkpoint(sequence, StepJson.writeState(outcomes(state)))
        .exceptionally(
            failure -> {
              LOG.warn("No checkpoint at record {}: {}", sequence, failure.getMessage());
              return null;
            });
  }

  /** Cases, the policies and notes they still use, and advisories. */
  private static List<Outcome> outcomes(WardState state) {
    Set<ProfileId> used = new HashSet<>();
    for (DeviceCase c : state.cases()) {
      Stream.of(c.policy().profile(), c.policy().floor(), c.policy().target())
          .forEach(id -> id.ifPresent(used::add));
    }
    List<ProfileNotes> notes =
        state.cases().stream()
            .flatMap(c -> c.policy().profile().stream())
            .distinct()
            .flatMap(id -> state.notes(id).stream())
            .toList();
    notes.forEach(n -> n.bootstrapping().ifPresent(used::add));
    List<Outcome> outcomes = new ArrayList<>();
    state.policies().stream()
        .filter(p -> used.contains(p.id()))
        .forEach(p -> outcomes.add(new Outcome.PolicyIs(p)));
    notes.forEach(n -> outcomes.add(new Outcome.NotesAre(n)));
    state.advisories().forEach(a -> outcomes.add(new Outcome.AdvisoryIs(a)));
    state.cases().forEach(c -> outcomes.add(new Outcome.CaseIs(c)));
    return outcomes;
  }
}
