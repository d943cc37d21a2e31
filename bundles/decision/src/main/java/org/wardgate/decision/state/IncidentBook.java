package org.wardgate.decision.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wardgate.api.DeviceId;

/** Incidents, the troubles that may become one, and which firmware runs where. Not thread-safe. */
final class IncidentBook {
  private final Map<Long, IncidentCase> incidents = new TreeMap<>();
  private final Map<Troubles.Key, Troubles> troubles = new LinkedHashMap<>();
  private final Map<Long, Long> seen = new HashMap<>();
  private final Map<DeviceId, String> firmware = new HashMap<>();
  private final Map<String, Set<DeviceId>> runningOn = new HashMap<>();

  Outcome apply(Outcome.OfIncidents outcome) {
    if (outcome instanceof Outcome.IncidentIs is) {
      IncidentCase old = incidents.put(is.incident().number(), is.incident());
      return old == null
          ? new Outcome.IncidentForgotten(is.incident().number())
          : new Outcome.IncidentIs(old);
    } else if (outcome instanceof Outcome.IncidentJoined joined) {
      IncidentCase old = incidents.get(joined.number());
      if (old == null) {
        return new Outcome.IncidentForgotten(joined.number());
      }
      incidents.put(old.number(), old.joinedBy(joined.device(), joined.at()));
      return new Outcome.IncidentIs(old);
    } else if (outcome instanceof Outcome.IncidentForgotten forgotten) {
      IncidentCase old = incidents.remove(forgotten.number());
      return old == null ? forgotten : new Outcome.IncidentIs(old);
    } else if (outcome instanceof Outcome.TroublesAre are) {
      return set(are);
    }
    return outcome instanceof Outcome.IncidentSeen is ? set(is) : set((Outcome.FirmwareIs) outcome);
  }

  private Outcome set(Outcome.TroublesAre are) {
    Troubles old = Optional.ofNullable(troubles.remove(are.key())).orElse(Troubles.NONE);
    if (!are.troubles().lastMillis().isEmpty()) {
      troubles.put(are.key(), are.troubles()); // the newest last
    }
    return new Outcome.TroublesAre(are.key(), old);
  }

  private Outcome set(Outcome.IncidentSeen is) {
    Optional<Long> old = seen(is.number());
    is.monotonicMillis()
        .ifPresentOrElse(at -> seen.put(is.number(), at), () -> seen.remove(is.number()));
    return new Outcome.IncidentSeen(is.number(), old);
  }

  private Outcome set(Outcome.FirmwareIs is) {
    String old = Optional.ofNullable(firmware.remove(is.device())).orElse("");
    runningOn.computeIfPresent(
        old,
        (f, devices) -> {
          devices.remove(is.device());
          return devices.isEmpty() ? null : devices;
        });
    if (!is.measurementsSha256().isEmpty()) {
      firmware.put(is.device(), is.measurementsSha256());
      runningOn.computeIfAbsent(is.measurementsSha256(), f -> new TreeSet<>()).add(is.device());
    }
    return new Outcome.FirmwareIs(is.device(), old);
  }

  Collection<IncidentCase> incidents() {
    return Collections.unmodifiableCollection(incidents.values());
  }

  Optional<Long> seen(long number) {
    return Optional.ofNullable(seen.get(number));
  }

  Troubles troubles(Troubles.Key key) {
    return troubles.getOrDefault(key, Troubles.NONE);
  }

  /** The trouble to forget for a new one; absent while there is room. */
  Optional<Troubles.Key> oldestTrouble() {
    return troubles.size() < Troubles.KEYS_MAX_COUNT
        ? Optional.empty()
        : Optional.of(troubles.keySet().iterator().next());
  }

  String firmware(DeviceId device) {
    return firmware.getOrDefault(device, "");
  }

  Set<DeviceId> running(String measurementsSha256) {
    return Collections.unmodifiableSet(runningOn.getOrDefault(measurementsSha256, Set.of()));
  }
}
