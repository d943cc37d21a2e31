package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.PeerGateway;

/** Reads another gateway whose handovers count. */
final class PeerGatewayReader {
  private static final Set<String> FIELDS = Set.of("id", "anchors");

  /** As gateways are named. */
  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

  private PeerGatewayReader() {}

  static PeerGateway read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    String id = entry.text("id", InventoryLimits.LABEL_MAX_CHARS);
    if (!ID.matcher(id).matches()) {
      throw entry.malformed("id must match " + ID.pattern());
    }
    return new PeerGateway(id, PemList.readSome(entry, "anchors"));
  }
}
