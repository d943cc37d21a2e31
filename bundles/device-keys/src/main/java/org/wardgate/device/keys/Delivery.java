package org.wardgate.device.keys;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;

/**
 * Reads the JSON inside a delivery: {@code {"version": 1, "keys": [...]}}. All or nothing: one bad
 * entry refuses the whole, and the refusal names it. Stateless.
 */
final class Delivery {
  /** Largest JSON text, in bytes. */
  static final int JSON_MAX_BYTES = 16 * 1024 * 1024;

  /** Most keys in one delivery. */
  static final int KEYS_MAX_COUNT = KeyBook.DEVICES_MAX_COUNT;

  private static final int DEPTH_MAX = 4;
  private static final int STRING_MAX_CHARS = 1024;
  private static final int VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(JSON_MAX_BYTES)
                          .maxNestingDepth(DEPTH_MAX)
                          .maxStringLength(STRING_MAX_CHARS)
                          .maxNameLength(64)
                          .maxNumberLength(10)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Delivery() {}

  /**
   * Reads.
   *
   * @param json the JSON text
   * @param inventory whose serial numbers entries may name instead of devices
   * @throws RefusedException {@code WG-ONB-0060} naming the entry; {@code -0061} if a key can be
   *     guessed
   */
  static List<DeliveredKey> read(Bytes json, InventorySnapshot inventory) throws RefusedException {
    if (json.length() > JSON_MAX_BYTES) {
      throw refused("more than " + JSON_MAX_BYTES + " bytes");
    }
    try {
      return keys(JSON.readTree(json.toArray()), inventory);
    } catch (JsonProcessingException e) {
      // the parser's message may repeat what stands there, also keys
      throw refused("not JSON within the limits, at line " + line(e));
    } catch (IOException e) {
      throw refused("unreadable");
    }
  }

  private static String line(JsonProcessingException e) {
    return e.getLocation() == null ? "?" : String.valueOf(e.getLocation().getLineNr());
  }

  private static List<DeliveredKey> keys(JsonNode document, InventorySnapshot inventory)
      throws RefusedException {
    if (!document.isObject()
        || document.size() != 2
        || document.path("version").intValue() != VERSION
        || !document.path("keys").isArray()) {
      throw refused("not an object of version " + VERSION + " and keys");
    }
    JsonNode entries = document.path("keys");
    if (entries.size() > KEYS_MAX_COUNT) {
      throw refused("more than " + KEYS_MAX_COUNT + " keys");
    }
    List<DeliveredKey> keys = new ArrayList<>(entries.size());
    Map<DeviceId, Bytes> ofDevices = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      DeliveredKey key = new DeliveryEntry("keys[" + i + "]", entries.get(i), inventory).read();
      // which one would count? each look at the file would change it
      if (!ofDevices.computeIfAbsent(key.device(), any -> key.key()).equals(key.key())) {
        throw refused("keys[" + i + "] is a second key of " + key.device());
      }
      keys.add(key);
    }
    return keys;
  }

  static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.BAD_KEY_DELIVERY, detail);
  }
}
