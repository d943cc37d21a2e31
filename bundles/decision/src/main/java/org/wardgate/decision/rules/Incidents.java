package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.Playbook.Response;
import org.wardgate.api.inventory.Playbook.Trigger;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IncidentCase;

/** What an incident is about and whom it reaches. Reads only. */
final class Incidents {
  /** What counts if the hospital's inventory has no playbooks: people are told, nothing is cut. */
  static final List<Playbook> BUILT_IN =
      List.of(
          new Playbook("same-firmware", Trigger.SAME_FIRMWARE, 2, 3_600, Response.ALARM, false),
          new Playbook("same-destination", Trigger.SAME_DESTINATION, 3, 600, Response.ALARM, false),
          new Playbook("same-time", Trigger.SAME_TIME, 5, 120, Response.ALARM, false));

  private Incidents() {}

  static List<Playbook> playbooks(InventorySnapshot inventory) {
    return inventory.playbooks().isEmpty() ? BUILT_IN : inventory.playbooks();
  }

  static Problem problem(IncidentCase incident) {
    return Problem.of(DecisionErrors.INCIDENT, words(incident));
  }

  /** Its id, its playbook and what the devices share. */
  static String words(IncidentCase incident) {
    String common =
        switch (incident.playbook().trigger()) {
          case SAME_FIRMWARE -> "firmware " + incident.common();
          case SAME_DESTINATION -> "destination " + incident.common();
          case SAME_TIME -> "at the same time";
        };
    return incident.id() + ": " + incident.playbook().name() + ", " + common;
  }

  /** Whether a device is cut for an incident and for nothing else. */
  static boolean cutFor(DeviceCase c, IncidentCase incident) {
    boolean cut =
        c.standing().state() == DeviceState.QUARANTINED
            || c.standing().state() == DeviceState.RESTRICTED;
    return cut
        && c.standing()
            .problem()
            .filter(p -> p.code().equals(DecisionErrors.INCIDENT.code()))
            .filter(p -> p.detail().startsWith(incident.id() + ":"))
            .isPresent();
  }

  /** Whether it is about an incident that people decided against. */
  static boolean dismissed(Draft draft, Problem problem) {
    String detail = problem.detail();
    return problem.code().equals(DecisionErrors.INCIDENT.code())
        && draft
            .incidents()
            .find(detail.substring(0, Math.max(0, detail.indexOf(':'))))
            .filter(i -> i.state() == State.DISMISSED)
            .isPresent();
  }

  /** Whether the incident a mark names still limits to local networks. */
  static boolean confines(Draft draft, String mark) {
    return draft
        .incidents()
        .marked(mark)
        .filter(i -> i.state() == State.ANSWERED)
        .filter(i -> i.playbook().response() == Response.RESTRICT)
        .isPresent();
  }

  /** Those its response is about: in trouble, and those that run the same. */
  static List<DeviceCase> reached(Draft draft, IncidentCase incident) {
    Set<DeviceId> devices = new TreeSet<>(incident.devices());
    if (incident.playbook().trigger() == Trigger.SAME_FIRMWARE) {
      devices.addAll(draft.state().running(incident.common()));
    }
    return present(draft, devices);
  }

  static List<DeviceCase> present(Draft draft, Collection<DeviceId> devices) {
    return devices.stream().map(draft::find).flatMap(Optional::stream).toList();
  }

  /** Whom its response would take something. */
  static List<DeviceCase> worsened(IncidentCase incident, Collection<DeviceCase> reached) {
    return reached.stream()
        .filter(AdvisoryReach::hasTraffic)
        .filter(c -> takesSomething(incident.playbook().response(), c))
        .toList();
  }

  private static boolean takesSomething(Response response, DeviceCase c) {
    return switch (response) {
      case ALARM, CHALLENGE -> false;
      case QUARANTINE -> true;
      case RESTRICT ->
          !c.marks().limited() && !(c.policy().floorHolds() && c.policy().floor().isEmpty());
    };
  }
}
