package org.wardgate.platform.kura.vault;

import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.platform.kura.service.Filters;

/**
 * A {@link VaultForm} that was checked.
 *
 * @param usual whether the key store is the default one
 * @param makeKeystore whether Kura is asked to make it
 */
record VaultSettings(boolean usual, boolean makeKeystore) {
  private static final String TARGET = "KeystoreService.target";

  static Parsed<VaultSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(VaultForm.class, properties);
    Object target = properties.get(TARGET);
    Filters.check(checked, TARGET, properties);
    boolean usual = target == null || VaultComponent.DEFAULT_TARGET.equals(target);
    return checked.parsed(new VaultSettings(usual, checked.flag("makeKeystore")));
  }
}
