package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
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

  private static final Set<String> FIELDS =
      Set.of(
          "id", "name", "class", "manufacturer", "serial", "lifeSupport", "therapyFloor", "mudUrl");

  private DeviceReader() {}

  static InventoryEntry read(String where, JsonNode node) throws RefusedException {
    JsonEntry unnamed = JsonEntry.of(where, node, FIELDS);
    String id = unnamed.id("id");
    JsonEntry entry = new JsonEntry(where + " " + id, node);
    if (id.startsWith(STRANGER_PREFIX)) {
      throw entry.malformed("ids must not start with " + STRANGER_PREFIX);
    }
    boolean lifeSupport = entry.flag("lifeSupport");
    if (lifeSupport && !entry.has("therapyFloor")) {
      throw entry.malformed("a life-support device must state its therapyFloor, even if empty");
    }
    return new InventoryEntry(
        new DeviceId(id),
        entry.label("name"),
        entry.id("class"),
        entry.id("manufacturer"),
        entry.label("serial"),
        lifeSupport,
        floor(entry),
        mudUrl(entry));
  }

  private static List<FlowRule> floor(JsonEntry entry) throws RefusedException {
    List<FlowRule> floor = new ArrayList<>();
    for (JsonNode flow : entry.list("therapyFloor", InventoryLimits.FLOOR_MAX_COUNT)) {
      floor.add(FloorReader.read(entry.where(), floor.size(), flow));
    }
    return floor;
  }

  private static Optional<String> mudUrl(JsonEntry entry) throws RefusedException {
    return entry.has("mudUrl") ? Optional.of(Urls.mudUrl(entry, "mudUrl")) : Optional.empty();
  }
}
