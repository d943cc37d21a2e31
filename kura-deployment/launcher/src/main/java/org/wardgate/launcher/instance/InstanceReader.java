package org.wardgate.launcher.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.feature.JsonFile;
import org.wardgate.launcher.feature.JsonValues;

/** Reads {@code instance.json}. */
public final class InstanceReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private InstanceReader() {}

  /**
   * The instance in a directory; everything default if it has no file.
   *
   * @throws RefusedException {@link LauncherErrors#BAD_INSTANCE}
   */
  public static Instance read(Path directory) throws RefusedException {
    Path file = directory.resolve(Instance.FILE_NAME);
    if (!Files.exists(file)) {
      return Instance.ofDefaults(directory);
    }
    try {
      return instance(directory.toAbsolutePath().normalize(), JsonFile.read(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(LauncherErrors.BAD_INSTANCE, file + ": " + e.getMessage(), e);
    }
  }

  private static Instance instance(Path directory, Map<String, Object> json) {
    json.keySet().forEach(InstanceReader::known);
    Instance defaults = Instance.ofDefaults(directory);
    Object features = json.get("features");
    Object framework = json.get("framework");
    Object configurations = json.get("configurations");
    return new Instance(
        directory,
        features == null ? defaults.features() : names(features),
        framework == null
            ? defaults.framework()
            : FrameworkKind.of(JsonValues.text(framework, "framework")),
        profile(json.getOrDefault("profile", defaults.profile())),
        configurations == null
            ? defaults.configurations()
            : JsonValues.configurations(configurations),
        Optional.ofNullable(json.get("netns")).map(value -> name(value, "netns")),
        Optional.ofNullable(json.get("namespacePid"))
            .map(value -> (long) JsonValues.integer(value, "namespacePid")));
  }

  private static void known(String member) {
    switch (member) {
      case "features", "framework", "profile", "configurations", "netns", "namespacePid" -> {}
      default -> throw new IllegalArgumentException("unknown member " + member);
    }
  }

  private static List<String> names(Object value) {
    return JsonValues.list(value, "features").stream().map(f -> name(f, "features")).toList();
  }

  private static String name(Object value, String member) {
    String name = JsonValues.text(value, member);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(member + " must match " + NAME.pattern());
    }
    return name;
  }

  private static String profile(Object value) {
    String profile = JsonValues.text(value, "profile");
    if (!profile.equals("small") && !profile.equals("large")) {
      throw new IllegalArgumentException("profile must be small or large");
    }
    return profile;
  }
}
