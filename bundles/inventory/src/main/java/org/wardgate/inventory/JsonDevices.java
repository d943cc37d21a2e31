package org.wardgate.inventory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.policy.FlowRule;

/** Reads a JSON file that is an array of devices, one after the other. Stateless. */
final class JsonDevices {
  private JsonDevices() {}

  static void read(
      String name, JsonParser parser, Map<String, List<FlowRule>> floors, SnapshotBuilder builder)
      throws IOException, RefusedException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw malformed(name + " must be a JSON array of devices");
    }
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      JsonNode node = parser.readValueAsTree();
      builder.add(DeviceReader.read(name + "[" + index + "]", node, floors));
    }
    if (parser.nextToken() != null) {
      throw malformed(name + ": something follows the JSON array");
    }
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(InventoryErrors.MALFORMED, detail);
  }
}
