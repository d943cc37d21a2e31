package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.state.AdvisoryCase.Approval;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.ChangeCase.State;
import org.wardgate.decision.state.ChangeKey;

/** What people say about a change that is held. */
final class ChangeVotes {
  private final DecisionLimits limits;

  ChangeVotes(DecisionLimits limits) {
    this.limits = limits;
  }

  /** The change that a command is about, exactly as the operator was shown it; else refused. */
  Optional<ChangeCase> held(Draft draft, Command.OfChange command) {
    Optional<ChangeCase> known = draft.assurance().change(ChangeKey.of(command.change()));
    if (known.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.UNKNOWN_CHANGE, command.change().id()));
      return Optional.empty();
    }
    boolean shown = known.get().change().equals(command.change());
    if (known.get().state() != State.HELD || !shown) {
      draft.refuse(
          Problem.of(
              DecisionErrors.NOT_ALLOWED, known.get().words() + " is " + known.get().state()));
      return Optional.empty();
    }
    return known;
  }

  /** One approval more; absent if it does not count. */
  Optional<ChangeCase> approve(Draft draft, ChangeCase held, Command.OfChange command) {
    if (held.approvedBy(command.operator())) {
      draft.refuse(
          Problem.of(DecisionErrors.SAME_OPERATOR, command.operator() + " has approved already"));
      return Optional.empty();
    }
    ChangeCase more =
        held.plus(
            new Approval(command.operator(), command.reason(), draft.at()),
            limits.approvalsMinCount());
    draft.assurance().put(more);
    draft.say(
        "change.approved",
        more.words()
            + ": "
            + more.approvals().size()
            + " of "
            + limits.approvalsMinCount()
            + " by "
            + command.operator()
            + ": "
            + command.reason());
    return Optional.of(more);
  }

  static void sayDismissed(Draft draft, ChangeCase held, Command command) {
    draft.say(
        "change.dismissed", held.words() + ": " + command.operator() + ": " + command.reason());
  }
}
