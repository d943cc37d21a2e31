package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.DeviceId;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.WardState;

/** The incidents of a step that is being written. */
final class DraftIncidents {
  private final WardState state;
  private final Map<Long, IncidentCase> written = new LinkedHashMap<>();
  private final Set<Long> whole = new LinkedHashSet<>();
  private final Set<Long> forgotten = new LinkedHashSet<>();
  private final List<Outcome.IncidentJoined> joined = new ArrayList<>();

  DraftIncidents(WardState state) {
    this.state = state;
  }

  /** All of them, oldest first. */
  Collection<IncidentCase> all() {
    if (written.isEmpty() && forgotten.isEmpty()) {
      return state.incidents();
    }
    Map<Long, IncidentCase> all = new TreeMap<>();
    state.incidents().forEach(i -> all.put(i.number(), i));
    all.putAll(written);
    all.keySet().removeAll(forgotten);
    return all.values();
  }

  Optional<IncidentCase> find(String id) {
    return all().stream().filter(i -> i.id().equals(id)).findFirst();
  }

  /** The incident that a device's mark names. */
  Optional<IncidentCase> marked(String mark) {
    return mark.isEmpty() ? Optional.empty() : find(IncidentCase.idOf(mark));
  }

  /**
   * Higher than that of any other, those that this step forgets among them: since a step that
   * forgets one opens another, no number is used twice.
   */
  long nextNumber() {
    long known = state.incidents().stream().mapToLong(IncidentCase::number).max().orElse(0);
    return written.keySet().stream().mapToLong(n -> n).reduce(known, Math::max) + 1;
  }

  void put(IncidentCase incident) {
    written.put(incident.number(), incident);
    whole.add(incident.number());
  }

  IncidentCase join(IncidentCase incident, DeviceId device, Instant at) {
    IncidentCase larger = incident.joinedBy(device, at);
    written.put(incident.number(), larger);
    joined.add(new Outcome.IncidentJoined(incident.number(), device, at));
    return larger;
  }

  void forget(IncidentCase incident) {
    forgotten.add(incident.number());
    whole.remove(incident.number());
  }

  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (long n : forgotten) {
      outcomes.add(new Outcome.IncidentForgotten(n));
      outcomes.add(new Outcome.IncidentSeen(n, Optional.empty()));
    }
    whole.forEach(
        n ->
            outcomes.add(new Outcome.IncidentIs(java.util.Objects.requireNonNull(written.get(n)))));
    joined.stream()
        .filter(j -> !whole.contains(j.number()))
        .filter(j -> !forgotten.contains(j.number()))
        .forEach(outcomes::add);
    return outcomes;
  }
}
