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

  static void enforced(Draft draft, Admission admission, Enforced event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    if (work.isEmpty()) {
      return;
    }
    switch (work.get().kind()) {
      case RECONCILE -> {
        draft.also(new Outcome.EnforcedIs(true, draft.at()));
        draft.state().cases().stream()
            .filter(c -> waitsForEnforcement(draft, c))
            .forEach(c -> confirmed(draft, admission, c));
      }
      case PLACE ->
          work.get()
              .device()
              .flatMap(draft::find)
              .filter(c -> c.policy().target().equals(work.get().placed()))
              .ifPresent(c -> confirmed(draft, admission, c));
      case NAME ->
          draft.tell(
              new NamesIntent.ReleaseAnswer(
                  namesCorrelation(event.correlationId()),
                  draft.deadline(DecisionLimits.NAME_TIME_MAX)));
      default -> {
        // no other kind is answered by enforcement
      }
    }
  }

  private static boolean waitsForEnforcement(Draft draft, DeviceCase c) {
    return c.policy().target().isPresent()
        && !c.location().bindings().isEmpty()
        && (draft.live(c.device()).opening() || unconfirmed(c));
  }

  private static boolean unconfirmed(DeviceCase c) {
    return c.policy().target().isPresent() && !c.policy().confirmed().equals(c.policy().target());
  }

  /** The kernel has what the case says. Only a device that was granted its traffic is admitted. */
  private static void confirmed(Draft draft, Admission admission, DeviceCase before) {
    DeviceCase current = before.with(before.policy().confirmedTarget());
    draft.put(current);
    if (draft.live(current.device()).opening()) {
      admission.admitted(draft, current);
    } else if (current.standing().state() == DeviceState.ADMITTED) {
      Enrolments.handOver(draft, current);
    }
  }

  static void notEnforced(Draft draft, NotEnforced event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    if (work.isEmpty()) {
      return;
    }
    switch (work.get().kind()) {
      case RECONCILE -> {
        if (Unenforceable.leavesOut(event.problem())) {
          someLeftOut(draft, event.problem());
        } else {
          draft.also(new Outcome.EnforcedIs(false, draft.in(DecisionLimits.ENFORCE_RETRY)));
        }
        draft.say("ward.not-enforced", event.problem().line());
      }
      case PLACE ->
          work.get()
              .device()
              .flatMap(draft::find)
              .ifPresent(c -> notPlaced(draft, c, work.get(), event.problem()));
      case NAME ->
          draft.tell(
              new NamesIntent.WithholdAnswer(
                  namesCorrelation(event.correlationId()),
                  draft.deadline(DecisionLimits.NAME_TIME_MAX)));
      default -> {
        // no other kind is answered by enforcement
      }
    }
  }

  /**
   * All but some devices are in force. Those that nobody confirmed are placed one by one, so that
   * each gets its own answer; one that cannot be placed is no reason to load a ward for ever.
   */
  private static void someLeftOut(Draft draft, Problem problem) {
    List<DeviceCase> open =
        draft.cases().stream()
            .filter(c -> unconfirmed(c) && !c.location().bindings().isEmpty())
            .filter(c -> c.policy().target().filter(c.policy()::refuses).isEmpty())
            .toList();
    open.stream().limit(DecisionLimits.PLACED_SINGLY_MAX_COUNT).forEach(c -> enforce(draft, c));
    boolean soon =
        open.size() > DecisionLimits.PLACED_SINGLY_MAX_COUNT
            || (Unenforceable.is(problem) && !open.isEmpty());
    draft.also(
        new Outcome.EnforcedIs(
            false, draft.in(soon ? DecisionLimits.ENFORCE_RETRY : DecisionLimits.LEFT_OUT_RETRY)));
  }

  /** A failure never admits; a cut that failed is repeated for the whole ward. */
  private static void notPlaced(Draft draft, DeviceCase current, OpenWork work, Problem problem) {
    if (Unenforceable.is(problem) && work.placed().isPresent()) {
      if (work.placed().equals(current.policy().target())) {
        Unenforceable.refused(draft, current, problem);
      }
      return;
    }
    if (Unenforceable.leavesOut(problem) && !draft.state().enforced()) {
      draft.say(current.device(), "device.not-enforced", problem.line());
      return; // the next try of the whole ward is set already
    }
    draft.also(new Outcome.EnforcedIs(false, draft.in(DecisionLimits.ENFORCE_RETRY)));
    if (current.standing().state() == DeviceState.ATTESTED) {
      Problem notEnforced = Problem.of(DecisionErrors.NOT_ENFORCED, problem.line());
      draft.putLive(current.device(), l -> l.opening(false));
      Enrolments.refuseOpen(draft, current, notEnforced);
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

  private static void enforce(Draft draft, DeviceCase written) {
    DeviceCase current = settled(draft, written);
    Optional<EnforcementIntent.Placement> placement = Targets.placement(draft, current);
    if (placement.isPresent()) {
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Place(
                  id, draft.deadline(DecisionLimits.PLACE_TIME_MAX), placement.get()));
    } else if (current.policy().target().isEmpty()) {
      draft.ask(
          OpenWork.Kind.PLACE,
          Optional.of(current.device()),
          id ->
              new EnforcementIntent.Remove(
                  id, draft.deadline(DecisionLimits.PLACE_TIME_MAX), current.device()));
    }
  }

  /**
   * At the end of a step nobody has more than is left to it anyway but who is admitted, on its way,
   * or allowed more by a person: whatever took its way from a device, its grant goes with it.
   */
  static boolean settle(Draft draft, DeviceCase written) {
    return !settled(draft, written).equals(written);
  }

  /**
   * A grant that was not confirmed when the process ended was not given: only one that somebody
   * waits for is put in force.
   */
  private static DeviceCase settled(Draft draft, DeviceCase c) {
    boolean admitted = c.standing().state() == DeviceState.ADMITTED;
    boolean lowest = c.policy().target().equals(c.policy().lowestTarget());
    boolean allowed = c.exemptions().grant().isPresent();
    if (admitted
        || lowest
        || allowed
        || draft.live(c.device()).opening()
        || Targets.bootstraps(draft, c)) {
      return c;
    }
    DeviceCase back = c.with(c.policy().withTarget(c.policy().lowestTarget()));
    draft.put(back);
    return back;
  }

  /** Tells enforcement everything, in one change. */
  static void reconcile(Draft draft) {
    List<EnforcementIntent.Placement> placements =
        draft.cases().stream()
            .flatMap(c -> Targets.placement(draft, settled(draft, c)).stream())
            .toList();
    draft.ask(
        OpenWork.Kind.RECONCILE,
        Optional.empty(),
        id ->
            new EnforcementIntent.Reconcile(
                id, draft.deadline(DecisionLimits.RECONCILE_TIME_MAX), placements));
  }

  /** Insert intents carry the resolver's correlation after their own. */
  static CorrelationId namesCorrelation(CorrelationId insertion) {
    return new CorrelationId(insertion.value().substring(insertion.value().indexOf(':') + 1));
  }
}
