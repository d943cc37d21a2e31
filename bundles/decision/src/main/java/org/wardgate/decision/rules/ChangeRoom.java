package org.wardgate.decision.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeCase.State;

/** Whether there is room for one more change, and whether it may follow the one that is known. */
final class ChangeRoom {
  private ChangeRoom() {}

  /** Versions rise; what is taken away has none. */
  static Optional<Problem> older(ChangeCase known, Change offered) {
    boolean follows =
        offered.version() == 0
            || known.change().version() == 0
            || offered.version() > known.change().version();
    return follows
        ? Optional.empty()
        : Optional.of(Problem.of(DecisionErrors.OLD_CHANGE, known.words() + " is known"));
  }

  /** What people decided against longest ago gives way; what waits never does. */
  static Optional<Problem> make(Draft draft, Change offered, String issuer) {
    List<ChangeCase> all = draft.assurance().changes();
    long own =
        all.stream()
            .filter(c -> c.issuer().equals(issuer))
            .filter(c -> c.state() != State.ADOPTED && c.state() != State.DISMISSED)
            .count();
    if (own >= DecisionLimits.CHANGES_HELD_MAX_COUNT) {
      return full(offered);
    }
    if (all.size() < DecisionLimits.CHANGES_MAX_COUNT) {
      return Optional.empty();
    }
    Optional<ChangeCase> dismissed =
        all.stream()
            .filter(c -> c.state() == State.DISMISSED)
            .min(Comparator.comparing(ChangeCase::since));
    dismissed.ifPresent(c -> draft.assurance().forget(c.key()));
    return dismissed.isPresent() ? Optional.empty() : full(offered);
  }

  private static Optional<Problem> full(Change offered) {
    return Optional.of(Problem.of(DecisionErrors.TOO_MANY_CHANGES, offered.id()));
  }

  /** Whether one more may wait for people. */
  static boolean toHold(Draft draft) {
    return draft.assurance().changes().stream().filter(c -> c.state() == State.HELD).count()
        < DecisionLimits.CHANGES_HELD_MAX_COUNT;
  }
}
