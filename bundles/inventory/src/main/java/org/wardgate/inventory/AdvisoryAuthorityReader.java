package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.AdvisoryAuthority;

/** Reads one authority that may issue advisories. */
final class AdvisoryAuthorityReader {
  private static final Set<String> FIELDS = Set.of("id", "name", "signers", "manufacturers");

  private AdvisoryAuthorityReader() {}

  static AdvisoryAuthority read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new AdvisoryAuthority(
        entry.id("id"),
        entry.label("name"),
        PemList.readSome(entry, "signers"),
        manufacturers(entry));
  }

  /** Which of them exist is known once everything was read. */
  private static Set<String> manufacturers(JsonEntry entry) throws RefusedException {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode node : entry.list("manufacturers", InventoryLimits.MANUFACTURERS_MAX_COUNT)) {
      if (!node.isTextual()) {
        throw entry.malformed("manufacturers must be ids");
      }
      if (!ids.add(node.textValue())) {
        throw entry.malformed("manufacturers names one twice");
      }
    }
    if (ids.isEmpty()) {
      throw entry.malformed("manufacturers must name at least one");
    }
    return ids;
  }
}
