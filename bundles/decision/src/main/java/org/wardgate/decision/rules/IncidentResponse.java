package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Playbook.Response;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.IncidentCase.Decision;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/**
 * Carries out what a playbook proposes. What was approved in advance, and what one person decides,
 * worsens no more devices than the cap, all such incidents together; beyond that it waits for
 * people.
 */
final class IncidentResponse {
  private final DecisionLimits limits;
  private final AdvisoryReach reach;

  IncidentResponse(DecisionLimits limits, AdvisoryReach reach) {
    this.limits = limits;
    this.reach = reach;
  }

  /** The hospital approved it in advance. People are still to look at a mere alarm. */
  void preApproved(Draft draft, IncidentCase incident) {
    if (incident.playbook().response() == Response.ALARM) {
      return;
    }
    List<DeviceCase> hit = hit(draft, incident);
    if (tooMany(draft, hit)) {
      draft.sayFirst("incident.waits", waits(draft, incident, hit).line());
    } else {
      carryOut(draft, incident.in(State.ANSWERED), "approved in advance");
    }
  }

  /** A device joined an incident that was answered. */
  void extend(Draft draft, IncidentCase incident, DeviceId device) {
    List<DeviceCase> joined = Incidents.present(draft, List.of(device));
    List<DeviceCase> hit = Incidents.worsened(incident, joined);
    if (!incident.approved() && tooMany(draft, hit)) {
      draft.incidents().put(incident.reopened());
      draft.sayFirst("incident.waits", waits(draft, incident, hit).line());
    } else {
      apply(draft, incident, joined);
    }
  }

  /** An operator decides for the response. */
  void answer(Draft draft, IncidentCase incident, Command command) {
    if (incident.state() != State.OPEN) {
      notAllowed(draft, incident);
      return;
    }
    if (incident.decidedBy(command.operator())) {
      draft.refuse(
          Problem.of(DecisionErrors.SECOND_PERSON, command.operator() + " has answered already"));
      return;
    }
    boolean enough = incident.decisions().size() + 1 >= limits.approvalsMinCount();
    IncidentCase decided = incident.plus(decision(draft, command), enough);
    List<DeviceCase> hit = hit(draft, decided);
    String who = command.operator() + ": " + command.reason();
    if (!enough && tooMany(draft, hit)) {
      draft.incidents().put(decided);
      draft.say(
          "incident.approved",
          waits(draft, decided, hit).line()
              + "; "
              + decided.decisions().size()
              + " of "
              + limits.approvalsMinCount()
              + " by "
              + who);
    } else {
      carryOut(draft, decided.in(State.ANSWERED), who);
    }
  }

  /** An operator decides against the response; what it did is undone, on fresh evidence. */
  void dismiss(Draft draft, IncidentCase incident, Command command) {
    if (incident.state() == State.DISMISSED) {
      notAllowed(draft, incident);
      return;
    }
    IncidentCase dismissed =
        incident.plus(decision(draft, command), incident.approved()).in(State.DISMISSED);
    draft.incidents().put(dismissed);
    draft.cases().forEach(c -> relieve(draft, dismissed, c));
    draft.say(
        "incident.dismissed",
        Incidents.words(dismissed) + "; " + command.operator() + ": " + command.reason());
  }

  private static Decision decision(Draft draft, Command command) {
    return new Decision(command.operator(), command.reason(), draft.at());
  }

  private static void notAllowed(Draft draft, IncidentCase incident) {
    draft.refuse(Problem.of(DecisionErrors.NOT_ALLOWED, incident.id() + " is " + incident.state()));
  }

  private static List<DeviceCase> hit(Draft draft, IncidentCase incident) {
    return Incidents.worsened(incident, Incidents.reached(draft, incident));
  }

  private boolean tooMany(Draft draft, Collection<DeviceCase> hit) {
    return !hit.isEmpty() && worsened(draft) + hit.size() > reach.cap(draft);
  }

  /** How many devices are worse off for incidents that not enough people decided about. */
  private static long worsened(Draft draft) {
    List<IncidentCase> unapproved =
        draft.incidents().all().stream().filter(i -> !i.approved()).toList();
    return draft.cases().stream()
        .filter(
            c ->
                unapproved.stream()
                    .anyMatch(
                        i -> c.marks().limitedBy().equals(i.mark()) || Incidents.cutFor(c, i)))
        .count();
  }

  private Problem waits(Draft draft, IncidentCase incident, Collection<DeviceCase> hit) {
    return Problem.of(
        DecisionErrors.INCIDENT_WAITS,
        incident.id()
            + " would worsen "
            + hit.size()
            + " devices, cap "
            + reach.cap(draft)
            + ": "
            + names(hit.stream().map(DeviceCase::device).toList()));
  }

  private static void carryOut(Draft draft, IncidentCase answered, String who) {
    draft.incidents().put(answered);
    apply(draft, answered, Incidents.reached(draft, answered));
    draft.sayFirst(
        "incident.answered",
        Incidents.words(answered) + "; " + answered.playbook().response() + ", " + who);
  }

  private static void apply(Draft draft, IncidentCase incident, Collection<DeviceCase> reached) {
    Problem problem = Incidents.problem(incident);
    switch (incident.playbook().response()) {
      case ALARM -> {
        // people are told
      }
      case CHALLENGE ->
          reached.forEach(c -> draft.putLive(c.device(), l -> l.challengeAt(draft.at())));
      case RESTRICT ->
          Incidents.worsened(incident, reached)
              .forEach(c -> Degradation.confine(draft, c, incident.mark(), problem));
      case QUARANTINE ->
          Incidents.worsened(incident, reached).forEach(c -> Degradation.worsen(draft, c, problem));
    }
  }

  private static void relieve(Draft draft, IncidentCase dismissed, DeviceCase c) {
    Problem over =
        Problem.of(DecisionErrors.INCIDENT, dismissed.id() + " was dismissed; it attests afresh");
    if (Incidents.cutFor(c, dismissed)) {
      DeviceState state =
          c.policy().profile().isPresent() ? DeviceState.PROFILED : DeviceState.IDENTIFIED;
      DeviceCase again = c.with(Standing.bad(state, draft.at(), over)).with(TrustFacts.NONE);
      draft.put(again);
      draft.putLive(c.device(), l -> l.opening(false).challengeAt(draft.at()));
    } else if (c.marks().limitedBy().equals(dismissed.mark())
        && c.standing().state() == DeviceState.ADMITTED) {
      draft.put(c.with(c.standing().because(over)));
      draft.putLive(c.device(), l -> l.challengeAt(draft.at()));
    }
  }

  /** Some of the names: a line stays a line. */
  static String names(Collection<DeviceId> devices) {
    String some = devices.stream().limit(16).map(DeviceId::value).collect(Collectors.joining(", "));
    return devices.size() > 16 ? some + " and " + (devices.size() - 16) + " more" : some;
  }
}
