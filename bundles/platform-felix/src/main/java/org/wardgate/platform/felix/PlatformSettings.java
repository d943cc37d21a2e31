package org.wardgate.platform.felix;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * A {@link PlatformConfiguration} that was checked.
 *
 * @param dataDirectory absolute
 * @param gatewayId 1 to 64 characters of {@code [a-z0-9-]}
 * @param wardName 1 to 100 printable characters
 */
record PlatformSettings(Path dataDirectory, String gatewayId, String wardName) {
  private static final Pattern ID_FORM = Pattern.compile("[a-z0-9-]+");
  private static final int ID_MAX_CHARS = 64;
  private static final Pattern WARD_NAME_FORM = Pattern.compile("[^<>]+");
  private static final int WARD_NAME_MAX_CHARS = 100;

  /** Checks a configuration. */
  static Parsed<PlatformSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(PlatformConfiguration.class, properties);
    return checked.parsed(
        new PlatformSettings(
            checked.form("dataDirectory", PlatformSettings::absolute),
            checked.text("gatewayId", ID_MAX_CHARS, ID_FORM, "1 to 64 of a-z, 0-9 and -"),
            checked.text(
                "wardName", WARD_NAME_MAX_CHARS, WARD_NAME_FORM, "1 to 100 without < and >")));
  }

  /** The same with another id. */
  PlatformSettings withGatewayId(String id) {
    return new PlatformSettings(dataDirectory, id, wardName);
  }

  private static Path absolute(String directory) {
    Path path = Path.of(directory);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("an absolute path");
    }
    return path.normalize();
  }
}
