package org.wardgate.updater.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * What the launcher runs here, as far as a set's features are concerned.
 *
 * @param directory of the instance
 * @param features that it runs, in order
 * @param configurations that it lays over those of the features
 */
public record RunningInstance(
    Path directory, List<String> features, Map<String, Map<String, Object>> configurations) {
  /** The framework property with the instance's directory, which the launcher sets. */
  public static final String DIRECTORY = "wardgate.instance";

  /** What the launcher runs if the instance does not say. */
  static final List<String> FEATURES_DEFAULT = List.of("core", "coap", "console", "felix");

  private static final String FILE = "instance.json";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /** Copies the collections. */
  public RunningInstance {
    features = List.copyOf(features);
    configurations = Map.copyOf(configurations);
  }

  /**
   * Reads what the launcher would read now.
   *
   * @throws RefusedException WG-UPD-0019 if it cannot be read
   */
  public static RunningInstance read(Path directory) throws RefusedException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return new RunningInstance(directory, FEATURES_DEFAULT, Map.of());
    }
    try {
      byte[] json = DurableFile.readAtMost(file, FeatureLimits.FEATURE_MAX_BYTES).toArray();
      Map<String, Object> members = FeatureJson.parse(json);
      return new RunningInstance(
          directory,
          names(members.getOrDefault("features", FEATURES_DEFAULT)),
          Members.configurations(members.getOrDefault("configurations", Map.of())));
    } catch (IOException | IllegalArgumentException e) {
      throw BadFeatures.refusal(FILE, e);
    }
  }

  private static List<String> names(Object value) {
    return Members.list(value, "features").stream()
        .map(
            element -> {
              String name = Members.text(element, "features");
              if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("features must match " + NAME.pattern());
              }
              return name;
            })
        .toList();
  }
}
