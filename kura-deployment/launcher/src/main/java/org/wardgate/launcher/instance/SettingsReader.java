package org.wardgate.launcher.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.feature.ConfigurationValues;
import org.wardgate.launcher.feature.JsonFile;
import org.wardgate.launcher.feature.JsonValues;

/** Reads what operators set in the console, {@code settings.json}, which the gateway writes. */
public final class SettingsReader {

  private SettingsReader() {}

  /**
   * The values by PID, with their types; nothing if there is no file.
   *
   * @throws RefusedException {@link LauncherErrors#BAD_INSTANCE}
   */
  public static Map<String, Map<String, Object>> read(Path file) throws RefusedException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
      Object configurations = JsonFile.read(file).getOrDefault("configurations", Map.of());
      JsonValues.configurations(configurations)
          .forEach((pid, set) -> settings.put(pid, ConfigurationValues.literal().properties(set)));
      return settings;
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(LauncherErrors.BAD_INSTANCE, file + ": " + e.getMessage(), e);
    }
  }
}
