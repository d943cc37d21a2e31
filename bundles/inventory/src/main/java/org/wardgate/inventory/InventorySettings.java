package org.wardgate.inventory;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * An {@link InventoryConfiguration} that was checked.
 *
 * @param source the hospital's files
 * @param pollSeconds 1 to 3,600
 */
record InventorySettings(InventorySource source, int pollSeconds) {
  private static final int POLL_MAX_SECONDS = 3_600;

  /**
   * Checks a configuration.
   *
   * @param usual where files are that are not named
   */
  static Parsed<InventorySettings> of(Map<String, ?> properties, Path usual) {
    Checked checked = Checked.of(InventoryConfiguration.class, properties);
    Path inventory = checked.path("inventoryFile").orElse(usual.resolve("inventory.json"));
    Optional<Path> signature = checked.path("signatureFile");
    InventorySource source =
        new InventorySource(
            inventory,
            signature.orElse(Path.of(inventory + ".p7s")),
            checked.path("anchorsFile").orElse(usual.resolve("anchors.pem")));
    return checked.parsed(
        new InventorySettings(source, checked.integer("pollSeconds", 1, POLL_MAX_SECONDS)));
  }
}
