package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.policy.FlowRule;

/** Reads one device. */
final class DeviceReader {
  /** Ids the gateway gives to strangers; the inventory must not claim one. */
  static final String STRANGER_PREFIX = "unknown-";

  private static final String FLOOR = "therapyFloor";
  private static final Set<String> FIELDS =
      Set.of("id", "name", "class", "manufacturer", "serial", "lifeSupport", FLOOR, "mudUrl");

  private DeviceReader() {}

  /** Reads a device whose floor stands in it. */
  static InventoryEntry read(String where, JsonNode node) throws RefusedException {
    return read(where, node, Map.of());
  }

  /** Reads a device whose floor stands in it, or is one of these. */
  static InventoryEntry read(String where, JsonNode node, Map<String, List<FlowRule>> floors)
      throws RefusedException {
    JsonEntry unnamed = JsonEntry.of(where, node, FIELDS);
    String id = unnamed.id("id");
    JsonEntry entry = new JsonEntry(where + " " + id, node);
    if (id.startsWith(STRANGER_PREFIX)) {
      throw entry.malformed("ids must not start with " + STRANGER_PREFIX);
    }
    boolean lifeSupport = entry.flag("lifeSupport");
    if (lifeSupport && !entry.has(FLOOR)) {
      throw entry.malformed("a life-support device must state its therapyFloor, even if empty");
    }
    return new InventoryEntry(
        new DeviceId(id),
        entry.label("name"),
        entry.id("class"),
        entry.id("manufacturer"),
        entry.label("serial"),
        lifeSupport,
        floor(entry, floors),
        mudUrl(entry));
  }

  private static List<FlowRule> floor(JsonEntry entry, Map<String, List<FlowRule>> floors)
      throws RefusedException {
    if (!entry.node().path(FLOOR).isTextual()) {
      return NamedFloors.flows(entry, FLOOR);
    }
    List<FlowRule> named = floors.get(entry.node().path(FLOOR).textValue());
    if (named == null) {
      throw entry.malformed(FLOOR + " names no floor of therapyFloors");
    }
    return named;
  }

  private static Optional<String> mudUrl(JsonEntry entry) throws RefusedException {
    return entry.has("mudUrl") ? Optional.of(Urls.mudUrl(entry, "mudUrl")) : Optional.empty();
  }
}
