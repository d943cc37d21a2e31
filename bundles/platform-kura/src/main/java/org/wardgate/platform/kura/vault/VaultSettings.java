package org.wardgate.platform.kura.vault;

import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.platform.kura.service.Filters;

/**
 * A {@link VaultForm} that was checked.
 *
 * @param target the filter that selects the key store
 * @param makeKeystore whether Kura is asked to make it
 */
record VaultSettings(String target, boolean makeKeystore) {
  private static final String TARGET = "KeystoreService.target";

  static Parsed<VaultSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(VaultForm.class, properties);
    return checked.parsed(
        new VaultSettings(
            Filters.read(checked, TARGET, VaultComponent.DEFAULT_TARGET),
            checked.flag("makeKeystore")));
  }

  /** Whether the key store is the one that Kura may be asked to make. */
  boolean usual() {
    return VaultComponent.DEFAULT_TARGET.equals(target);
  }
}
