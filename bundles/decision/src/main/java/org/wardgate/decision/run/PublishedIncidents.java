package org.wardgate.decision.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.rules.Circumstances;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.Outcome;

/** Incidents as people see them. Written by the decision thread, read by anybody. */
final class PublishedIncidents {
  private final Map<Long, IncidentCase> incidents = new ConcurrentSkipListMap<>();
  private final Map<DeviceId, String> firmware = new ConcurrentHashMap<>();

  /**
   * Something changed.
   *
   * @return the devices that are in an incident now and were not before
   */
  Set<DeviceId> hear(Outcome outcome) {
    if (outcome instanceof Outcome.IncidentIs is) {
      IncidentCase old = incidents.put(is.incident().number(), is.incident());
      Set<DeviceId> fresh = new TreeSet<>(is.incident().devices());
      Optional.ofNullable(old).ifPresent(o -> fresh.removeAll(o.devices()));
      return fresh;
    } else if (outcome instanceof Outcome.IncidentJoined joined) {
      incidents.computeIfPresent(
          joined.number(), (n, i) -> i.joinedBy(joined.device(), joined.at()));
      return Set.of(joined.device());
    } else if (outcome instanceof Outcome.IncidentForgotten forgotten) {
      incidents.remove(forgotten.number());
    } else if (outcome instanceof Outcome.FirmwareIs is) {
      firmware.put(is.device(), is.measurementsSha256());
    }
    return Set.of();
  }

  /** Whether a device is in an incident that goes on. */
  boolean involves(DeviceId device, Instant at) {
    return incidents.values().stream()
        .anyMatch(i -> Circumstances.goesOn(i, at) && i.devices().contains(device));
  }

  List<IncidentView> views(Collection<DeviceCase> cases) {
    return incidents.values().stream().map(i -> view(i, cases)).toList();
  }

  private IncidentView view(IncidentCase i, Collection<DeviceCase> cases) {
    return new IncidentView(
        i.id(),
        i.openedAt(),
        i.playbook().name(),
        i.playbook().trigger(),
        i.common().isEmpty() ? i.openedAt().toString() : i.common(),
        List.copyOf(i.devices()),
        atRisk(i, cases),
        i.playbook().response(),
        i.state(),
        i.deciders());
  }

  /** Those that run the same firmware, or are of the same model as one in trouble. */
  private List<DeviceId> atRisk(IncidentCase i, Collection<DeviceCase> cases) {
    Set<String> models =
        cases.stream()
            .filter(c -> i.devices().contains(c.device()))
            .map(PublishedIncidents::model)
            .collect(Collectors.toSet());
    return cases.stream()
        .filter(c -> c.standing().state() != DeviceState.RETIRED)
        .filter(c -> !i.devices().contains(c.device()))
        .filter(
            c ->
                switch (i.playbook().trigger()) {
                  case SAME_FIRMWARE -> i.common().equals(firmware.get(c.device()));
                  case SAME_DESTINATION ->
                      !c.policy().mudUrl().isEmpty() && models.contains(model(c));
                  case SAME_TIME -> false;
                })
        .map(DeviceCase::device)
        .toList();
  }

  private static String model(DeviceCase c) {
    return c.policy().manufacturerId() + " " + c.policy().mudUrl();
  }

  /** Those that wait for people, and those whose response nobody has looked at. */
  List<String> alarms() {
    return incidents.values().stream()
        .filter(i -> i.state() == State.OPEN || i.decisions().isEmpty())
        .map(PublishedIncidents::alarm)
        .toList();
  }

  private static String alarm(IncidentCase i) {
    boolean open = i.state() == State.OPEN;
    String what = open ? " waits for people" : " was carried out as approved in advance";
    return Problem.of(
            open ? DecisionErrors.INCIDENT_WAITS : DecisionErrors.INCIDENT,
            i.id()
                + ": "
                + i.playbook().name()
                + ", "
                + i.devices().size()
                + " devices; "
                + i.playbook().response()
                + what)
        .line();
  }
}
