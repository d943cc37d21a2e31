package org.wardgate.updater.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private static final String SETTINGS = "settings.json";
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
    requireSettings(directory.resolve(SETTINGS));
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return new RunningInstance(directory, FEATURES_DEFAULT, Map.of());
    }
    try {
      Map<String, Object> members = parse(file);
      for (Map.Entry<String, Object> member : members.entrySet()) {
        requireGood(member.getKey(), member.getValue());
      }
      return new RunningInstance(
          directory,
          names(members.getOrDefault("features", FEATURES_DEFAULT)),
          Members.configurations(members.getOrDefault("configurations", Map.of())));
    } catch (IOException | IllegalArgumentException e) {
      throw BadFeatures.refusal(FILE, e);
    }
  }

  private static Map<String, Object> parse(Path file) throws IOException {
    return FeatureJson.parse(
        DurableFile.readAtMost(file, FeatureLimits.FEATURE_MAX_BYTES).toArray());
  }

  /** The launcher makes no plan at all of an instance with a member that it does not understand. */
  private static void requireGood(String member, Object value) {
    switch (member) {
      case "features", "configurations" -> {}
      case "framework" -> requireOneOf(member, value, Set.of("felix", "equinox"));
      case "profile" -> requireOneOf(member, value, Set.of("small", "large"));
      case "netns" -> {
        String unused = requireName(member, value);
      }
      case "namespacePid" -> {
        int unused = Members.integer(value, member);
      }
      default -> throw new IllegalArgumentException("unknown member " + member);
    }
  }

  private static void requireOneOf(String member, Object value, Set<String> options) {
    if (!options.contains(Members.text(value, member))) {
      throw new IllegalArgumentException(member + " must be one of " + new TreeSet<>(options));
    }
  }

  private static String requireName(String member, Object value) {
    String name = Members.text(value, member);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(member + " must match " + NAME.pattern());
    }
    return name;
  }

  /** What operators set in the console counts more than everything else, and must be good too. */
  private static void requireSettings(Path file) throws RefusedException {
    if (!Files.exists(file)) {
      return;
    }
    try {
      SettingValues values = SettingValues.literal();
      Members.configurations(parse(file).getOrDefault("configurations", Map.of()))
          .forEach((pid, properties) -> values.check(properties));
    } catch (IOException | IllegalArgumentException e) {
      throw BadFeatures.refusal(SETTINGS, e);
    }
  }

  private static List<String> names(Object value) {
    return Members.list(value, "features").stream()
        .map(element -> requireName("features", element))
        .toList();
  }
}
