package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;

/** Therapy floors that files of devices refer to by name. Single use. */
final class NamedFloors {
  private static final Set<String> FIELDS = Set.of("name", "flows");

  private final Map<String, List<FlowRule>> byName = new HashMap<>();

  /** Reads one. */
  void add(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    if (byName.size() >= InventoryLimits.FLOORS_MAX_COUNT) {
      throw entry.tooLarge("more than " + InventoryLimits.FLOORS_MAX_COUNT + " floors");
    }
    if (!entry.has("flows")) {
      throw entry.malformed("flows must be an array, even if empty");
    }
    if (byName.put(entry.id("name"), flows(entry, "flows")) != null) {
      throw entry.malformed("floor " + entry.id("name") + " appears twice");
    }
  }

  /** The flows of a field; none if it is absent. */
  static List<FlowRule> flows(JsonEntry entry, String field) throws RefusedException {
    List<FlowRule> flows = new ArrayList<>();
    for (JsonNode flow : entry.list(field, InventoryLimits.FLOOR_MAX_COUNT)) {
      flows.add(FloorReader.read(entry.where(), flows.size(), flow));
    }
    return List.copyOf(flows);
  }

  Map<String, List<FlowRule>> byName() {
    return byName;
  }
}
