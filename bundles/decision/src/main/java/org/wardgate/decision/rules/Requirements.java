package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;

/** What follows when an inventory requires more of a class of devices than the one before. */
final class Requirements {
  private final Weighing weighing;

  Requirements(Weighing weighing) {
    this.weighing = weighing;
  }

  /** Why an admitted device does not meet what another inventory newly requires of its class. */
  Optional<Problem> unmet(Draft draft, InventorySnapshot next, DeviceCase c) {
    DeviceClass newer = Weighing.classOf(next, c);
    boolean same = newer.equals(Weighing.classOf(draft.state().inventory(), c));
    if (same || c.standing().state() != DeviceState.ADMITTED) {
      return Optional.empty();
    }
    Optional<Problem> problem = unmet(draft, newer, c);
    return problem.filter(p -> ExemptionCover.covering(c, p).isEmpty());
  }

  private Optional<Problem> unmet(Draft draft, DeviceClass newer, DeviceCase c) {
    if (!newer.assurance().attests() && !c.exemptions().accepted()) {
      return Optional.of(Problem.of(DecisionErrors.NOT_ACCEPTED, newer.name()));
    }
    Circumstances now = Weighing.circumstances(draft, c);
    TrustVerdict verdict =
        weighing.weigh(
            draft, c, new Circumstances(newer, now.mudFacts(), now.assessment(), now.newest()));
    return verdict.outcome() == TrustVerdict.Outcome.NOT_TRUSTED
        ? Optional.of(Weighing.problem(verdict))
        : Optional.empty();
  }

  /** The inventory is in force: who does not meet it is cut at once. */
  void follow(Draft draft, DeviceCase before) {
    unmet(draft, draft.inventory(), draft.find(before.device()).orElse(before))
        .ifPresent(p -> Degradation.worsen(draft, draft.find(before.device()).orElse(before), p));
  }
}
