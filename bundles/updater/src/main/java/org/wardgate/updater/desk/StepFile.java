package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.update.UpdateEvent;
import org.wardgate.api.update.UpdateState;
import org.wardgate.updater.files.PropertyFile;

/** Reads a step as the updater and the installer write it. Stateless. */
final class StepFile {
  private StepFile() {}

  /**
   * Reads a step.
   *
   * @return empty if there is no such file any more
   * @throws IOException if it is none
   */
  static Optional<UpdateEvent.StepTaken> read(Path file) throws IOException {
    Optional<Map<String, String>> found = PropertyFile.read(file);
    try {
      return found.map(StepFile::step);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(file.getFileName() + " is no step", e);
    }
  }

  private static UpdateEvent.StepTaken step(Map<String, String> all) {
    String id = all.getOrDefault("id", "");
    if (!id.matches("[0-9a-z]{1,64}")) {
      throw new IllegalArgumentException("no id");
    }
    String detail = Problem.clean(all.getOrDefault("detail", ""));
    return new UpdateEvent.StepTaken(
        new CorrelationId("update-" + UUID.randomUUID()),
        id,
        (int) Math.min(Integer.MAX_VALUE, Long.parseLong(all.getOrDefault("number", ""))),
        Problem.clean(all.getOrDefault("version", "")),
        Problem.clean(all.getOrDefault("from", "")),
        UpdateState.valueOf(all.getOrDefault("state", "")),
        Problem.clean(all.getOrDefault("operator", "")),
        detail,
        StepProblems.of(all.getOrDefault("code", ""), detail),
        Instant.parse(all.getOrDefault("at", "")));
  }
}
