package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementEvent.Enforced;
import org.wardgate.api.enforcement.EnforcementEvent.NotEnforced;
import org.wardgate.api.enforcement.EnforcementEvent.RulesLost;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/** What follows from enforcement's events. */
final class EnforcementRules {
  private EnforcementRules() {}

  static void enforced(Draft draft, Enforced event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    if (work.isEmpty()) {
      return;
    }
    switch (work.get().kind()) {
      case RECONCILE -> {
        draft.also(new Outcome.EnforcedIs(true, draft.at()));
        draft.state().cases().stream()
            .filter(EnforcementRules::waitsForEnforcement)
            .forEach(c -> confirmed(draft, c));
      }
      case PLACE -> work.get().device().flatMap(draft::find).ifPresent(c -> confirmed(draft, c));
      case NAME ->
          draft.tell(
              new NamesIntent.ReleaseAnswer(
                  namesCorrelation(event.correlationId()), draft.in(DecisionLimits.NAME_TIME_MAX)));
      default -> {
        // no other kind is answered by enforcement
      }
    }
  }

  private static boolean waitsForEnforcement(DeviceCase c) {
    return c.policy().target().isPresent() && c.standing().state() != DeviceState.ADMITTED;
  }

  /** The kernel has what the case says. Only a device that was granted its traffic is admitted. */
  private static void confirmed(Draft draft, DeviceCase current) {
    if (draft.live(current.device()).opening()) {
      Admission.admitted(draft, current);
    } else if (current.standing().state() == DeviceState.ADMITTED) {
      Admission.handOver(draft, current);
    }
  }

  static void notEnforced(Draft draft, NotEnforced event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    if (work.isEmpty()) {
      return;
    }
    switch (work.get().kind()) {
      case RECONCILE -> {
        draft.also(new Outcome.EnforcedIs(false, draft.in(DecisionLimits.ENFORCE_RETRY)));
        draft.say("ward.not-enforced", event.problem().line());
      }
      case PLACE ->
          work.get()
              .device()
              .flatMap(draft::find)
              .ifPresent(c -> notPlaced(draft, c, event.problem()));
      case NAME ->
          draft.tell(
              new NamesIntent.WithholdAnswer(
                  namesCorrelation(event.correlationId()), draft.in(DecisionLimits.NAME_TIME_MAX)));
      default -> {
        // no other kind is answered by enforcement
      }
    }
  }

  /** A failure never admits; a cut that failed is repeated for the whole ward. */
  private static void notPlaced(Draft draft, DeviceCase current, Problem problem) {
    draft.also(new Outcome.EnforcedIs(false, draft.in(DecisionLimits.ENFORCE_RETRY)));
    if (current.standing().state() == DeviceState.ATTESTED) {
      Problem notEnforced = Problem.of(DecisionErrors.NOT_ENFORCED, problem.line());
      draft.putLive(current.device(), l -> l.opening(false));
      draft
          .live(current.device())
          .enrolment()
          .ifPresent(open -> Admission.refuseEnrolment(draft, current, open, notEnforced));
      Degradation.takeBack(draft, current, notEnforced);
    }
    draft.say(current.device(), "device.not-enforced", problem.line());
  }

  static void rulesLost(Draft draft, RulesLost event) {
    draft.also(new Outcome.EnforcedIs(false, draft.at()));
    draft.say("ward.rules-lost", event.problem().line());
    reconcile(draft);
  }

  /** Puts in force what the cases say: one by one, or, if they are many, in one change. */
  static void enforce(Draft draft, Collection<DeviceId> devices) {
    if (devices.size() > DecisionLimits.PLACED_SINGLY_MAX_COUNT) {
      reconcile(draft);
    } else {
      devices.stream().flatMap(d -> draft.find(d).stream()).forEach(c -> enforce(draft, c));
    }
  }

  private static void enforce(Draft draft, DeviceCase current) {
    Optional<EnforcementIntent.Placement> placement = Targets.placement(draft, current);
    if (placement.isPresent()) {
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Place(
                  id, draft.in(DecisionLimits.PLACE_TIME_MAX), placement.get()));
    } else if (current.policy().target().isEmpty()) {
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Remove(
                  id, draft.in(DecisionLimits.PLACE_TIME_MAX), current.device()));
    }
  }

  /** Tells enforcement everything, in one change. */
  static void reconcile(Draft draft) {
    List<EnforcementIntent.Placement> placements =
        draft.cases().stream().flatMap(c -> Targets.placement(draft, c).stream()).toList();
    draft.ask(
        OpenWork.Kind.RECONCILE,
        Optional.empty(),
        id ->
            new EnforcementIntent.Reconcile(
                id, draft.in(DecisionLimits.RECONCILE_TIME_MAX), placements));
  }

  /** Insert intents carry the resolver's correlation after their own. */
  static CorrelationId namesCorrelation(CorrelationId insertion) {
    return new CorrelationId(insertion.value().substring(insertion.value().indexOf(':') + 1));
  }
}
