package org.wardgate.mud;

import java.nio.file.Path;
import java.util.Map;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.mud.fetch.FetchSettings;

/**
 * A {@link MudManagerConfig} that was checked.
 *
 * @param fetch how MUD files are fetched
 * @param advisoryDirectory where advisories are put
 */
record MudSettings(FetchSettings fetch, Path advisoryDirectory) {
  /**
   * Checks a configuration.
   *
   * @param data where files are if no directory is named
   */
  static Parsed<MudSettings> of(Map<String, ?> properties, DataDirectory data) {
    Checked checked = Checked.of(MudManagerConfig.class, properties);
    return checked.parsed(
        new MudSettings(
            FetchSettings.read(checked, () -> data.inbox("mud")),
            checked.path("advisoryDirectory").orElseGet(() -> data.inbox("advisories"))));
  }
}
