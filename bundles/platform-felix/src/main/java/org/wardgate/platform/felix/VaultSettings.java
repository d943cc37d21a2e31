package org.wardgate.platform.felix;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A {@link VaultConfiguration} that was checked.
 *
 * @param token empty: keys are in a file
 */
record VaultSettings(Optional<TokenSettings> token) {
  // they go into the provider's configuration, which has a syntax of its own
  private static final Pattern PATH_FORM = Pattern.compile("(/[A-Za-z0-9._/+-]{1,255})?");
  private static final int PATH_MAX_CHARS = 256;
  private static final Pattern SLOT_FORM = Pattern.compile("[0-9]{0,19}");
  private static final int SLOT_MAX_CHARS = 19;
  private static final int SLOT_INDEX_MAX = 255;

  /** Checks a configuration. */
  static Parsed<VaultSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(VaultConfiguration.class, properties);
    String library = path(checked, "pkcs11Library");
    String number = checked.text("pkcs11Slot", SLOT_MAX_CHARS, SLOT_FORM, "a decimal number");
    int index = checked.integer("pkcs11SlotIndex", 0, SLOT_INDEX_MAX);
    String pinFile = path(checked, "pkcs11PinFile");
    if (library.isEmpty()) {
      return checked.parsed(new VaultSettings(Optional.empty()));
    }
    if (pinFile.isEmpty()) {
      checked.refuse(
          "pkcs11PinFile",
          new RefusedException(PlatformErrors.BAD_CONFIGURATION, "a token needs a PIN file"));
      return checked.parsed(new VaultSettings(Optional.empty()));
    }
    String slot = number.isEmpty() ? "slotListIndex=" + index : "slot=" + number;
    return checked.parsed(new VaultSettings(Optional.of(TokenSettings.of(library, slot, pinFile))));
  }

  /** For people. */
  String shown() {
    return token.map(chosen -> chosen.library().toString()).orElse("");
  }

  private static String path(Checked checked, String name) {
    return checked.text(
        name, PATH_MAX_CHARS, PATH_FORM, "an absolute path of letters, digits and ._/+-");
  }
}
