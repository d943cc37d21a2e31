package org.wardgate.device.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Validated configuration.
 *
 * @param delivery the signed and sealed delivery, which need not exist
 * @param anchors whom its signers chain to
 * @param pollPeriod between looks at it, 1 second to an hour
 */
record Settings(Path delivery, Path anchors, Duration pollPeriod) {
  private static final int POLL_MAX_SECONDS = 3_600;

  /**
   * Reads what an operator configured.
   *
   * @param directory where the files are if they are not named
   */
  static Parsed<Settings> of(Map<String, ?> properties, Path directory) {
    Checked checked = Checked.of(DeviceKeysConfiguration.class, properties);
    Path delivery = directory.resolve("device-keys.p7m");
    Path anchors = directory.resolve("anchors.pem");
    return checked.parsed(
        new Settings(
            checked.form("deliveryFile", text -> file(text, delivery)),
            checked.form("anchorsFile", text -> file(text, anchors)),
            Duration.ofSeconds(checked.integer("pollSeconds", 1, POLL_MAX_SECONDS))));
  }

  private static Path file(String text, Path otherwise) throws RefusedException {
    Path file = text.isEmpty() ? otherwise : Path.of(text);
    if (!text.isEmpty() && !file.isAbsolute()) {
      throw new RefusedException(PlatformErrors.BAD_CONFIGURATION, "not an absolute path");
    }
    return file;
  }
}
