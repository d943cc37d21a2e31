package org.wardgate.vulnerabilities.assess;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wardgate.vulnerabilities.model.Status;

/**
 * What was said about one vulnerability in one firmware. Not thread-safe.
 *
 * <p>Who speaks of a component in this firmware knows more than who speaks of the firmware, and
 * that one more than who speaks of the component wherever it is used. Of what one issuer said on
 * the same level the newest counts; of several issuers, the worst. "Under investigation" hides
 * nothing that was said elsewhere.
 */
final class Claims {
  /** Stands for the firmware as a whole. */
  static final int WHOLE = -1;

  /** How close to the matter a claim is. */
  enum Level {
    /** About the component, wherever it is used. */
    COMPONENT,
    /** About the firmware. */
    FIRMWARE,
    /** About the component in this firmware. */
    COMPONENT_IN_FIRMWARE
  }

  private final Map<Place, Map<String, Said>> said = new HashMap<>();
  private final Set<Integer> subjects = new HashSet<>();
  private boolean investigated;

  private record Place(int subject, Level level) {}

  private record Said(boolean affected, Instant at) {
    /** The newer one; of the same time, the worse one. */
    Said orNewer(Said other) {
      int order = at.compareTo(other.at);
      return order == 0 ? new Said(affected || other.affected, at) : order > 0 ? this : other;
    }
  }

  void add(int subject, Level level, String speaker, Status status, Instant at) {
    if (status == Status.UNDER_INVESTIGATION) {
      investigated = true;
      return;
    }
    subjects.add(subject);
    said.computeIfAbsent(new Place(subject, level), place -> new HashMap<>())
        .merge(speaker, new Said(status == Status.AFFECTED, at), Said::orNewer);
  }

  /** Whether it is there in some part of the firmware. */
  boolean affected() {
    return subjects.stream().anyMatch(this::affected);
  }

  /** Whether somebody still looks into it, and nobody has said anything else. */
  boolean onlyInvestigated() {
    return investigated && subjects.isEmpty();
  }

  private boolean affected(int subject) {
    for (Place place :
        new Place[] {
          new Place(subject, Level.COMPONENT_IN_FIRMWARE),
          new Place(WHOLE, Level.FIRMWARE),
          new Place(subject, Level.COMPONENT)
        }) {
      Map<String, Said> here = said.getOrDefault(place, Map.of());
      if (!here.isEmpty()) {
        return here.values().stream().anyMatch(Said::affected);
      }
    }
    return false;
  }
}
