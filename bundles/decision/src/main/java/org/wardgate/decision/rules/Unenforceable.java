package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;

/**
 * What follows when enforcement cannot express a policy: trying again does not help, so what was in
 * force before stays, and this policy is not tried again for the device.
 */
final class Unenforceable {
  /** Problems of single devices: enforcement leaves them out and does the rest. */
  private static final Set<String> LEAVING_OUT =
      Set.of(
          EnforcementErrors.UNENFORCEABLE.code(),
          EnforcementErrors.ADDRESS_TAKEN.code(),
          EnforcementErrors.TOO_MANY_PROFILES.code());

  private Unenforceable() {}

  static boolean is(Problem problem) {
    return problem.code().equals(EnforcementErrors.UNENFORCEABLE.code());
  }

  static boolean leavesOut(Problem problem) {
    return LEAVING_OUT.contains(problem.code());
  }

  /** Enforcement refused its present target. */
  static void refused(Draft draft, DeviceCase current, Problem problem) {
    Optional<ProfileId> target = current.policy().target();
    DeviceCase marked = current.with(current.policy().refusing(target));
    boolean opening = draft.live(current.device()).opening();
    draft.say(current.device(), "device.not-enforced", problem.line());
    if (opening || current.standing().state() != DeviceState.ADMITTED) {
      closed(draft, marked, problem);
    } else if (needsLimit(draft, marked)) {
      limited(draft, marked, problem);
    } else {
      back(draft, marked, confirmed(draft, marked).or(marked.policy()::lowestTarget), problem);
    }
  }

  /**
   * What enforcement confirmed last, with the floor if that came later; absent if that is refused.
   */
  private static Optional<ProfileId> confirmed(Draft draft, DeviceCase current) {
    Optional<PolicySet> floor =
        current.policy().floorHolds()
            ? current.policy().floor().flatMap(draft::policy)
            : Optional.empty();
    return current
        .policy()
        .confirmed()
        .flatMap(draft::policy)
        .map(
            p ->
                floor
                    .filter(f -> !Policies.contains(p, f))
                    .map(f -> Policies.withFloor(p, f))
                    .orElse(p))
        .filter(p -> !current.policy().refuses(p.id()))
        .map(draft::add);
  }

  /** The policy it is about to get was refused before: it is not tried again. */
  static void again(Draft draft, DeviceCase current) {
    Problem problem =
        Problem.of(EnforcementErrors.UNENFORCEABLE, current.policy().mudUrl() + " was refused");
    draft.put(current);
    closed(draft, current, problem);
  }

  /** On its way in, or back: it does not get there. */
  private static void closed(Draft draft, DeviceCase current, Problem problem) {
    Problem notEnforced = Problem.of(DecisionErrors.NOT_ENFORCED, problem.line());
    draft.putLive(current.device(), l -> l.opening(false));
    Enrolments.refuseOpen(draft, current, notEnforced);
    back(draft, current, current.policy().lowestTarget(), notEnforced);
  }

  private static void back(
      Draft draft, DeviceCase current, Optional<ProfileId> target, Problem problem) {
    boolean other = !target.equals(current.policy().target());
    draft.put(
        current
            .with(current.standing().because(problem))
            .with(current.policy().withTarget(target)));
    if (other) {
      draft.enforce(current.device());
    }
  }

  /** An advisory's limit must not be lost with the policy that carried it. */
  private static boolean needsLimit(Draft draft, DeviceCase current) {
    return Targets.limits(current)
        && !current
            .policy()
            .confirmed()
            .flatMap(draft::policy)
            .map(p -> Policies.staysLocal(p, current.policy().floor().flatMap(draft::policy)))
            .orElse(false);
  }

  private static void limited(Draft draft, DeviceCase current, Problem problem) {
    Optional<PolicySet> floor = current.policy().floor().flatMap(draft::policy);
    Optional<PolicySet> local =
        current
            .policy()
            .confirmed()
            .flatMap(draft::policy)
            .map(Policies::localOnly)
            .map(p -> floor.map(f -> Policies.withFloor(p, f)).orElse(p))
            .filter(p -> !current.policy().refuses(p.id()));
    if (local.isPresent()) {
      back(draft, current, local.map(draft::add), problem);
    } else {
      Degradation.worsen(draft, current, problem);
    }
  }
}
