package org.wardgate.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.configuration.Checked;

/** Where the anchors of those lie who may command, as configured for the sync. Stateless. */
public final class CommandAnchors {
  /** The configuration. */
  public static final String PID = CloudSync.PID;

  private CommandAnchors() {}

  /**
   * Reads a configuration.
   *
   * @return absent if the value is no good; empty inside if no commands are to be taken
   */
  public static Optional<Optional<Path>> of(Map<String, ?> properties) {
    Checked checked = Checked.of(CloudConfiguration.class, properties);
    Optional<Path> file = checked.path("commandAnchorsFile");
    return checked.refusals().isEmpty() ? Optional.of(file) : Optional.empty();
  }
}
