package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    if (tooMany(draft, incident, hit)) {
      draft.sayFirst("incident.waits", waits(draft, incident, hit).line());
    } else {
      carryOut(draft, incident.in(State.ANSWERED), "approved in advance");
    }
  }

  /** A device joined an incident that was answered: what people approved was not about it. */
  void extend(Draft draft, IncidentCase incident, DeviceId device) {
    List<DeviceCase> joined = Incidents.present(draft, List.of(device));
    List<DeviceCase> hit = Incidents.worsened(incident, joined);
    if (tooMany(draft, incident, hit)) {
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
    Set<DeviceId> seen = ids(Incidents.reached(draft, incident));
    IncidentCase decided = incident.plus(decision(draft, command), seen);
    boolean enough = decided.decisions().size() >= limits.approvalsMinCount();
    IncidentCase counted = enough ? decided.approved() : decided;
    draft.incidents().put(counted);
    List<DeviceCase> hit = hit(draft, counted);
    String who = command.operator() + ": " + command.reason();
    if (!tooMany(draft, counted, hit)) {
      carryOut(draft, counted.in(State.ANSWERED), who);
      return;
    }
    String line =
        waits(draft, counted, hit).line()
            + "; "
            + decided.decisions().size()
            + " of "
            + limits.approvalsMinCount()
            + " by "
            + who;
    if (enough) {
      // more devices came than the first of them saw: for those this is the first decision
      apply(draft, counted, approved(counted, hit));
      IncidentCase answered = draft.incidents().find(incident.id()).orElse(counted);
      draft.incidents().put(answered.reopened().plus(decision(draft, command), seen));
    }
    draft.sayFirst("incident.approved", line);
  }

  private static List<DeviceCase> approved(IncidentCase incident, Collection<DeviceCase> hit) {
    return hit.stream().filter(c -> incident.approvedFor(c.device())).toList();
  }

  /** An operator decides against the response; what it did is undone, on fresh evidence. */
  void dismiss(Draft draft, IncidentCase incident, Command command) {
    if (incident.state() == State.DISMISSED) {
      notAllowed(draft, incident);
      return;
    }
    IncidentCase dismissed = incident.plus(decision(draft, command)).in(State.DISMISSED);
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

  /** Those count that not enough people decided about. */
  private boolean tooMany(Draft draft, IncidentCase incident, Collection<DeviceCase> hit) {
    long more = hit.stream().filter(c -> !incident.approvedFor(c.device())).count();
    return more > 0 && worsened(draft) + more > reach.cap(draft);
  }

  /** How many devices are worse off for incidents that not enough people decided about. */
  private static long worsened(Draft draft) {
    Set<DeviceId> worsened = new TreeSet<>();
    for (IncidentCase i : draft.incidents().all()) {
      if (i.state() != State.DISMISSED) {
        i.reach().worsened().stream()
            .filter(d -> !i.approvedFor(d))
            .filter(d -> draft.find(d).filter(c -> worse(c, i)).isPresent())
            .forEach(worsened::add);
      }
    }
    return worsened.size();
  }

  /** Cut, for whatever now, or limited for it. */
  private static boolean worse(DeviceCase c, IncidentCase incident) {
    return switch (c.standing().state()) {
      case ADMITTED -> c.marks().limitedBy().equals(incident.mark());
      case RETIRED -> false;
      default -> true;
    };
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
    if (incident.playbook().response() == Response.CHALLENGE) {
      reached.forEach(c -> draft.putLive(c.device(), l -> l.challengeAt(draft.at())));
    }
    List<DeviceCase> hit = Incidents.worsened(incident, reached);
    if (hit.isEmpty()) {
      return;
    }
    draft.incidents().put(incident.worsening(ids(hit)));
    Problem problem = Incidents.problem(incident);
    if (incident.playbook().response() == Response.RESTRICT) {
      hit.forEach(c -> Degradation.confine(draft, c, incident.mark(), problem));
    } else {
      hit.forEach(c -> Degradation.worsen(draft, c, problem));
    }
  }

  private static Set<DeviceId> ids(Collection<DeviceCase> cases) {
    return cases.stream().map(DeviceCase::device).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void relieve(Draft draft, IncidentCase dismissed, DeviceCase c) {
    Problem over =
        Problem.of(DecisionErrors.INCIDENT, dismissed.id() + " was dismissed; it attests afresh");
    if (Incidents.cutFor(c, dismissed) && ExemptionCover.provenBad(c)) {
      draft.put(c.with(c.standing().instead(CutCauses.badEvidence(c, over.line()))));
    } else if (Incidents.cutFor(c, dismissed)) {
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
