package org.wardgate.references.corim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.error.Problem;

/** What was understood but is of no use here, for people. Not thread-safe. */
public final class Notes {
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** Notes something; what is noted again is counted. */
  public void add(String note) {
    String clean = Problem.clean(note);
    if (counts.containsKey(clean) || counts.size() < CorimLimits.NOTES_MAX_COUNT) {
      counts.merge(clean, 1, Integer::sum);
    } else {
      counts.merge("and more", 1, Integer::sum);
    }
  }

  /** All notes, in the order of their first occurrence. */
  public List<String> all() {
    return counts.entrySet().stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " (" + e.getValue() + " times)")
        .toList();
  }
}
