package org.wardgate.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;

/**
 * A {@link CloudConfiguration} that was checked.
 *
 * @param topic 1 to 64 characters of {@code [a-z0-9-]}
 * @param windowCount 1 to {@link #WINDOW_MAX_COUNT}
 */
record CloudSettings(String topic, int windowCount) {
  /** Half of what the cloud link takes at once, so that others get through. */
  static final int WINDOW_MAX_COUNT = 32;

  private static final int TOPIC_MAX_CHARS = 64;
  private static final Pattern TOPIC_FORM = Pattern.compile("[a-z0-9-]+");

  /** Checks a configuration. */
  static Parsed<CloudSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(CloudConfiguration.class, properties);
    // used elsewhere; refused here, where what is refused is said
    Optional<Path> unused = checked.path("commandAnchorsFile");
    return checked.parsed(of(checked));
  }

  /** What the first and further targets have in common. */
  static CloudSettings of(Checked checked) {
    return new CloudSettings(
        checked.text("topic", TOPIC_MAX_CHARS, TOPIC_FORM, "1 to 64 of a-z, 0-9 and -"),
        checked.integer("windowCount", 1, WINDOW_MAX_COUNT));
  }
}
