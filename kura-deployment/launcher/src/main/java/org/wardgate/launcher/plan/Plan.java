package org.wardgate.launcher.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that shall run. Immutable.
 *
 * @param bundles in start order
 * @param configurations by PID, with final values
 */
public record Plan(List<PlannedBundle> bundles, Map<String, Map<String, Object>> configurations) {

  /** Nothing runs. */
  public static final Plan EMPTY = new Plan(List.of(), Map.of());

  /** Copies the collections. */
  public Plan {
    bundles = List.copyOf(bundles);
    configurations = Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
  }

  /** The bundles by {@code group:artifact}. */
  public Map<String, PlannedBundle> byKey() {
    Map<String, PlannedBundle> byKey = new LinkedHashMap<>();
    bundles.forEach(bundle -> byKey.put(bundle.id().key(), bundle));
    return byKey;
  }

  /** Whether both have the same bundles, with the same content, and the same configurations. */
  public boolean sameAs(Plan other) {
    return PlanDifference.between(this, other).isEmpty();
  }
}
