package org.wardgate.settings.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.ConfigurationReports.Refused;
import org.wardgate.api.error.Problem;

/** What is refused now, by component, within bounds. Thread-safe. */
final class CurrentRefusals {
  /** Most refusals kept of one component. */
  static final int PER_PID_MAX_COUNT = 32;

  /** Longest value kept, in characters. */
  static final int VALUE_MAX_CHARS = 80;

  /** Longest name of a component or attribute kept, in characters. */
  static final int NAME_MAX_CHARS = 128;

  private final Map<String, List<Refusal>> byPid = new LinkedHashMap<>();
  private int count;

  /** A component's name as it is kept: printable and within bounds. */
  static String name(String text) {
    String clean = shortened(text, NAME_MAX_CHARS);
    return clean.isEmpty() ? "?" : clean;
  }

  /** The refusals as they are kept: printable, short, not too many. */
  static List<Refusal> bounded(List<Refusal> refusals) {
    return refusals.stream()
        .limit(PER_PID_MAX_COUNT)
        .map(
            refusal ->
                new Refusal(
                    name(refusal.property()),
                    shortened(refusal.value(), VALUE_MAX_CHARS),
                    refusal.cause()))
        .toList();
  }

  /**
   * Takes the place of what the component refused before.
   *
   * @param refusals {@link #bounded}; what exceeds the room of all components is left out
   * @return whether it is not what was known
   */
  synchronized boolean put(String pid, List<Refusal> refusals) {
    List<Refusal> before = byPid.getOrDefault(pid, List.of());
    if (refusals.isEmpty() || same(before, refusals)) {
      return false;
    }
    int room = ConfigurationReports.REFUSALS_MAX_COUNT - (count - before.size());
    List<Refusal> kept = refusals.subList(0, Math.min(room, refusals.size()));
    count += kept.size() - before.size();
    if (kept.isEmpty()) {
      byPid.remove(pid);
    } else {
      byPid.put(pid, List.copyOf(kept));
    }
    return true;
  }

  /** The component refuses nothing any more; whether it did. */
  synchronized boolean remove(String pid) {
    List<Refusal> before = byPid.remove(pid);
    count -= before == null ? 0 : before.size();
    return before != null;
  }

  /** All of them, the component that refused first first. */
  synchronized List<Refused> all() {
    List<Refused> all = new ArrayList<>(count);
    byPid.forEach(
        (pid, refusals) -> refusals.forEach(refusal -> all.add(new Refused(pid, refusal))));
    return List.copyOf(all);
  }

  private static boolean same(List<Refusal> before, List<Refusal> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Refusal old = before.get(i);
      Refusal fresh = after.get(i);
      if (!old.property().equals(fresh.property())
          || !old.value().equals(fresh.value())
          || !old.cause().problem().equals(fresh.cause().problem())) {
        return false;
      }
    }
    return true;
  }

  private static String shortened(String text, int maxChars) {
    String clean = Problem.clean(text.length() <= maxChars ? text : text.substring(0, maxChars));
    return clean.length() <= maxChars ? clean : clean.substring(0, maxChars);
  }
}
