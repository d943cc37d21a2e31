package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Standing;

/**
 * The only place that takes something away from a device. A device that a patient may depend on is
 * degraded to its therapy floor, with an alarm, never below: whatever the cause.
 */
final class Degradation {
  private Degradation() {}

  /** Trust is lost, or was never won. */
  static void worsen(Draft draft, DeviceCase current, Problem problem) {
    DeviceState state =
        current.policy().floorHolds() ? DeviceState.RESTRICTED : DeviceState.QUARANTINED;
    cut(draft, current, state, problem);
  }

  /** Out of service; the floor stays as long as the device may be in use. */
  static void retire(Draft draft, DeviceCase current, Problem problem) {
    cut(draft, current, DeviceState.RETIRED, problem);
  }

  /** It may not be here at all. Only before it was ever admitted; later this is {@link #worsen}. */
  static void refuse(Draft draft, DeviceCase current, Problem problem) {
    if (current.policy().everAdmitted()) {
      worsen(draft, current, problem);
    } else {
      cut(draft, current, DeviceState.REFUSED, problem);
    }
  }

  private static void cut(Draft draft, DeviceCase current, DeviceState state, Problem problem) {
    refuseOpenEnrolment(draft, current, problem);
    draft.putLive(current.device(), l -> l.opening(false));
    Optional<ProfileId> target = lowestTarget(current);
    DeviceCase worse =
        current
            .with(standing(draft, current, state, problem))
            .with(current.policy().withTarget(target));
    draft.put(worse);
    draft.say(
        current.device(),
        "device." + state.name().toLowerCase(java.util.Locale.ROOT),
        worse.standing().reason());
    boolean nothingInForce = current.policy().target().isEmpty() && target.isEmpty();
    if (!nothingInForce) {
      enforceTarget(draft, worse);
    }
  }

  /** What was granted never came into force: back to what is left without it. */
  static void takeBack(Draft draft, DeviceCase current, Problem problem) {
    draft.put(
        current
            .with(current.standing().because(problem))
            .with(current.policy().withTarget(lowestTarget(current))));
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

  /**
   * Nothing, unless a patient may depend on the device: then its floor, or, if the inventory
   * protects it without listing flows, what it has now.
   */
  private static Optional<ProfileId> lowestTarget(DeviceCase current) {
    if (!current.policy().floorHolds()) {
      return Optional.empty();
    }
    return current.policy().floor().or(() -> current.policy().target());
  }

  private static void refuseOpenEnrolment(Draft draft, DeviceCase current, Problem problem) {
    draft
        .live(current.device())
        .enrolment()
        .ifPresent(
            open -> {
              draft.tell(
                  new OnboardingIntent.RefuseEnrolment(
                      open.correlationId(),
                      draft.in(DecisionLimits.ENROLMENT_TIME_MAX),
                      current.device(),
                      problem));
              draft.putLive(
                  current.device(),
                  l -> l.withEnrolment(Optional.empty()).withCertificate(Optional.empty()));
            });
  }

  /** Puts in force what the case says: its target where it is attached, or nothing. */
  static void enforceTarget(Draft draft, DeviceCase current) {
    Optional<PolicySet> policy = current.policy().target().flatMap(draft::policy);
    if (policy.isPresent() && current.location().binding().isPresent()) {
      EnforcementIntent.Placement placement =
          new EnforcementIntent.Placement(
              current.device(), current.location().binding().get(), policy.get());
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Place(id, draft.in(DecisionLimits.PLACE_TIME_MAX), placement));
    } else if (policy.isEmpty()) {
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Remove(
                  id, draft.in(DecisionLimits.PLACE_TIME_MAX), current.device()));
    }
  }
}
