package org.wardgate.vulnerabilities;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * A {@link VulnerabilitiesConfiguration} that was checked.
 *
 * @param directory where documents are put
 * @param pollSeconds 1 to 3,600
 */
record VulnerabilitiesSettings(Path directory, int pollSeconds) {
  private static final int POLL_MAX_SECONDS = 3_600;

  /**
   * Checks a configuration.
   *
   * @param usual where documents are put if no directory is named
   */
  static Parsed<VulnerabilitiesSettings> of(Map<String, ?> properties, Supplier<Path> usual) {
    Checked checked = Checked.of(VulnerabilitiesConfiguration.class, properties);
    return checked.parsed(
        new VulnerabilitiesSettings(
            checked.path("directory").orElseGet(usual),
            checked.integer("pollSeconds", 1, POLL_MAX_SECONDS)));
  }
}
