package org.wardgate.device.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.device.keys.DeliveredKey.Kind;

/**
 * One entry of a delivery. Unknown fields are refused; no refusal repeats a key.
 *
 * @param where for people, for example {@code keys[3]}
 * @param node the entry
 * @param inventory which serial number is which device
 */
record DeliveryEntry(String where, JsonNode node, InventorySnapshot inventory) {
  private static final Set<String> FIELDS =
      Set.of("device", "manufacturer", "serial", "identity", "key", "keyBase64", "kind", "label");

  private static final Set<Integer> SECURE_ELEMENT_KEY_BYTES = Set.of(16, 32);

  DeliveredKey read() throws RefusedException {
    if (!node.isObject()) {
      throw refused("is not an object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw refused("has an unknown field");
      }
    }
    DeliveredKey key = node.has("label") ? ofLabel() : ofFields();
    Optional<String> weakness = KeyRules.weakness(key.key());
    if (weakness.isPresent()) {
      throw new RefusedException(
          OnboardingErrors.WEAK_SHARED_KEY, where + " of " + key.device() + ": " + weakness.get());
    }
    if (key.kind() == Kind.SECURE_ELEMENT
        && !SECURE_ELEMENT_KEY_BYTES.contains(key.key().length())) {
      throw refused("is not an AES key of 16 or 32 bytes");
    }
    return key;
  }

  private DeliveredKey ofLabel() throws RefusedException {
    for (String field : FIELDS) {
      if (!field.equals("label") && !field.equals("kind") && node.has(field)) {
        throw refused("has a label and " + field);
      }
    }
    KeyLabel label = KeyLabel.parse(text("label"));
    return new DeliveredKey(
        device(label.manufacturerId(), label.serial()), label.identity(), label.key(), kind());
  }

  private DeliveredKey ofFields() throws RefusedException {
    if (node.has("device") == node.has("serial")
        || node.has("manufacturer") != node.has("serial")) {
      throw refused("names a device, or a manufacturer and a serial");
    }
    DeviceId device =
        node.has("device") ? device(text("device")) : device(text("manufacturer"), text("serial"));
    byte[] identity = text("identity").getBytes(StandardCharsets.UTF_8);
    if (identity.length < 1 || identity.length > PeerKeys.IDENTITY_MAX_BYTES) {
      throw refused("has an identity of " + identity.length + " bytes");
    }
    return new DeliveredKey(device, Bytes.of(identity), key(), kind());
  }

  private DeviceId device(String id) throws RefusedException {
    try {
      return new DeviceId(id);
    } catch (IllegalArgumentException e) {
      throw refused("names no device");
    }
  }

  private DeviceId device(String manufacturer, String serial) throws RefusedException {
    return inventory
        .entry(manufacturer, serial)
        .map(InventoryEntry::device)
        .orElseThrow(
            () -> refused("is of " + manufacturer + " " + serial + ", not in the inventory"));
  }

  private Bytes key() throws RefusedException {
    if (node.has("key") == node.has("keyBase64")) {
      throw refused("has either key or keyBase64");
    }
    try {
      return node.has("key")
          ? Bytes.ofHex(text("key"))
          : Bytes.of(Base64.getDecoder().decode(text("keyBase64")));
    } catch (IllegalArgumentException e) {
      throw refused("has a key that is neither hexadecimal nor base64");
    }
  }

  private Kind kind() throws RefusedException {
    return switch (node.has("kind") ? text("kind") : "psk") {
      case "psk" -> Kind.PSK;
      case "secure-element" -> Kind.SECURE_ELEMENT;
      default -> throw refused("has a kind that is neither psk nor secure-element");
    };
  }

  private String text(String field) throws RefusedException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw refused("has a " + field + " that is no text, or none");
    }
    return value.textValue();
  }

  private RefusedException refused(String what) {
    return Delivery.refused(where + " " + what);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return where;
  }
}
