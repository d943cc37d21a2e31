package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.Exemptions;
import org.wardgate.decision.state.Standing;

/**
 * The only place that takes something away from a device. A device that a patient may depend on is
 * degraded to its therapy floor, with an alarm, never below: whatever the cause.
 */
final class Degradation {
  private Degradation() {}

  /** Trust is lost, or was never won. */
  static void worsen(Draft draft, DeviceCase current, Problem problem) {
    Optional<Exemption> kept = ExemptionCover.covering(current, problem);
    if (kept.isPresent()) {
      ExemptionCover.keep(draft, current, kept.get(), problem);
      return;
    }
    if (CutCauses.holds(current, problem)) {
      note(draft, current, problem);
      return;
    }
    cut(draft, current, stateFor(current, problem), problem, limits(draft, current));
  }

  /** A limit to local networks outlasts a cut, as long as what it was set for says so. */
  private static AdvisoryMarks limits(Draft draft, DeviceCase current) {
    String id = current.marks().limitedBy();
    return AdvisoryReach.stands(draft, current, id, Advisory.Response.LOCAL_ONLY)
        ? AdvisoryMarks.NONE.limitedBy(id)
        : AdvisoryMarks.NONE;
  }

  /** It has nothing left to lose, and what it is cut for stays: the facts alone are new. */
  private static void note(Draft draft, DeviceCase current, Problem problem) {
    boolean wasBad = draft.find(current.device()).map(ExemptionCover::provenBad).orElse(false);
    boolean said = draft.mayBeSaid("noted " + current.device(), DecisionLimits.SUMMARY_PERIOD);
    if (said || wasBad != ExemptionCover.provenBad(current)) {
      draft.put(current);
      draft.say(
          current.device(),
          "device.evidence",
          problem.line() + "; it stays as it is: " + current.standing().reason());
    }
  }

  /** Silence proves nothing bad: it restricts. All else quarantines, unless there is a floor. */
  private static DeviceState stateFor(DeviceCase current, Problem problem) {
    boolean silent = problem.code().equals(DecisionErrors.STALE.code());
    return silent || current.policy().floorHolds()
        ? DeviceState.RESTRICTED
        : DeviceState.QUARANTINED;
  }

  /**
   * The inventory gives a device that is not admitted another floor; why it is cut does not change.
   *
   * @param lowest whether it had no more than what was left to it before
   */
  static void refloor(Draft draft, DeviceCase current, boolean lowest) {
    boolean cut =
        current.standing().state() == DeviceState.RESTRICTED
            || current.standing().state() == DeviceState.QUARANTINED;
    if (cut && current.standing().problem().isPresent()) {
      Problem why = current.standing().problem().get();
      cut(draft, current, stateFor(current, why), why, current.marks());
    } else if (lowest && !current.policy().target().equals(current.policy().lowestTarget())) {
      draft.put(current.with(current.policy().withTarget(current.policy().lowestTarget())));
      draft.enforce(current.device());
    }
  }

  /** Out of service; the floor stays as long as the device may be in use. */
  static void retire(Draft draft, DeviceCase current, Problem problem) {
    cut(draft, current, DeviceState.RETIRED, problem, AdvisoryMarks.NONE);
  }

  /** It may not be here at all. Only before it was ever admitted; later this is {@link #worsen}. */
  static void refuse(Draft draft, DeviceCase current, Problem problem) {
    if (current.policy().everAdmitted()) {
      worsen(draft, current, problem);
    } else {
      cut(draft, current, DeviceState.REFUSED, problem, AdvisoryMarks.NONE);
    }
  }

  private static void cut(
      Draft draft, DeviceCase current, DeviceState state, Problem problem, AdvisoryMarks marks) {
    Enrolments.refuseOpen(draft, current, problem);
    draft.putLive(current.device(), l -> l.opening(false));
    Optional<ProfileId> target = current.policy().lowestTarget();
    DeviceCase worse =
        current
            .with(standing(draft, current, state, problem))
            .with(current.policy().withTarget(target).cut())
            .with(marks)
            .with(left(current, state));
    draft.put(worse);
    draft.say(
        current.device(),
        "device." + state.name().toLowerCase(java.util.Locale.ROOT),
        worse.standing().reason());
    boolean nothingInForce = current.policy().target().isEmpty() && target.isEmpty();
    if (!nothingInForce) {
      draft.enforce(current.device());
    }
  }

  /**
   * What people allowed ends with a cut that it does not cover; an acceptance says it may be here.
   */
  private static Exemptions left(DeviceCase current, DeviceState state) {
    return state == DeviceState.RETIRED || state == DeviceState.REFUSED
        ? Exemptions.NONE
        : current.exemptions().withoutGrants();
  }

  /** It had its traffic because a person allowed it; without that it has still to join. */
  static void backToTheGate(Draft draft, DeviceCase current, Problem problem) {
    DeviceState state =
        current.policy().profile().isPresent() ? DeviceState.PROFILED : DeviceState.IDENTIFIED;
    draft.putLive(current.device(), l -> l.opening(false));
    draft.put(
        current
            .with(Standing.bad(state, draft.at(), problem))
            .with(current.policy().withTarget(current.policy().lowestTarget())));
    draft.enforce(current.device());
  }

  /** What was granted never came into force: back to what is left without it. */
  static void takeBack(Draft draft, DeviceCase current, Problem problem) {
    draft.put(
        current
            .with(current.standing().because(problem))
            .with(current.policy().withTarget(current.policy().lowestTarget())));
  }

  /**
   * What it may do from now on stays within the ward's local networks; its floor is not touched.
   */
  static void confine(Draft draft, DeviceCase current, String advisory, Problem problem) {
    DeviceCase limited =
        current.with(current.marks().limitedBy(advisory)).with(current.standing().because(problem));
    PolicySet target =
        Targets.bootstraps(draft, current)
            ? Targets.bootstrapping(draft, limited).orElseThrow()
            : Targets.declared(draft, limited);
    DeviceCase confined = limited.with(limited.policy().withTarget(Optional.of(draft.add(target))));
    draft.put(confined);
    draft.say(current.device(), "device.confined", problem.line());
    draft.enforce(current.device());
  }

  /** What it might do before it is admitted is taken away. */
  static void endBootstrapping(Draft draft, DeviceCase current) {
    DeviceCase without = current.with(current.policy().withTarget(current.policy().lowestTarget()));
    draft.put(without);
    draft.enforce(current.device());
  }

  private static Standing standing(
      Draft draft, DeviceCase current, DeviceState state, Problem problem) {
    java.time.Instant since =
        current.standing().state() == state ? current.standing().since() : draft.at();
    String floor =
        current.policy().floorHolds()
            ? "; " + DecisionErrors.THERAPY_FLOOR.code() + " the therapy floor stays in force"
            : "";
    return new Standing(state, since, problem.line() + floor, Optional.of(problem));
  }
}
