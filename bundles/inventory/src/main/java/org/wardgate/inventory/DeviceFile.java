package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;

/**
 * A file of devices beside the inventory, which names it with its digest: one signature covers all.
 *
 * @param name without folder, ends with {@code .csv} or {@code .json}
 * @param sha256 its digest, lower-case hexadecimal
 */
record DeviceFile(String name, String sha256) {
  private static final Set<String> FIELDS = Set.of("file", "sha256");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  static DeviceFile read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    String name = entry.text("file", InventoryLimits.LABEL_MAX_CHARS);
    if (!NAME.matcher(name).matches() || !(name.endsWith(".csv") || name.endsWith(".json"))) {
      throw entry.malformed("file must be a plain name that ends with .csv or .json");
    }
    String digest = entry.text("sha256", InventoryLimits.LABEL_MAX_CHARS);
    if (!SHA256.matcher(digest).matches()) {
      throw entry.malformed("sha256 must be 64 lower-case hexadecimal digits");
    }
    return new DeviceFile(name, digest);
  }

  boolean csv() {
    return name.endsWith(".csv");
  }

  /** The content, if it is the one the inventory names. */
  Bytes checked(Bytes content) throws RefusedException {
    if (!content.sha256().hex().equals(sha256)) {
      throw new RefusedException(
          InventoryErrors.BAD_SIGNATURE,
          name + " is not the file whose SHA-256 digest the inventory names");
    }
    return content;
  }
}
