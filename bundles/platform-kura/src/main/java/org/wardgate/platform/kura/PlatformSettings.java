package org.wardgate.platform.kura;

import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;

/**
 * A {@link PlatformForm} that was checked.
 *
 * @param gatewayId empty if it is to be derived
 * @param wardName 1 to 100 printable characters
 */
record PlatformSettings(String gatewayId, String wardName) {
  static final int ID_MAX_CHARS = 64;
  static final int WARD_NAME_MAX_CHARS = 100;

  private static final Pattern ID_FORM = Pattern.compile("[a-z0-9-]{0,64}");

  static Parsed<PlatformSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(PlatformForm.class, properties);
    String id = checked.text("gatewayId", ID_MAX_CHARS, ID_FORM, "of a-z, 0-9 and -");
    return checked.parsed(
        new PlatformSettings(
            id, checked.form("wardName", WARD_NAME_MAX_CHARS, PlatformSettings::wardName)));
  }

  private static String wardName(String text) throws RefusedException {
    if (text.isBlank() || text.lines().count() != 1) {
      throw new RefusedException(ConfigurationErrors.BAD_VALUE, "one line that is not blank");
    }
    // it is shown on pages of several makers
    if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
      throw new RefusedException(ConfigurationErrors.BAD_VALUE, "no < and >");
    }
    return text.strip();
  }

  /** The same with the id that is in use. */
  PlatformSettings withGatewayId(String id) {
    return new PlatformSettings(id, wardName);
  }
}
