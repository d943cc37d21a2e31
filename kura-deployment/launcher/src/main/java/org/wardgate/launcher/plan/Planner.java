package org.wardgate.launcher.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.feature.ConfigurationValues;
import org.wardgate.launcher.feature.Feature;
import org.wardgate.launcher.feature.FeatureBundle;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.feature.MavenId;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.SettingsReader;

/**
 * Features and an instance's overrides become a plan.
 *
 * @param featuresFolders hold {@code <name>.json} for every feature; the first that has it counts
 * @param repositories hold the jars; the first that has it counts
 */
public record Planner(List<Path> featuresFolders, List<BundleRepository> repositories) {

  /** The folder of features in a set that came as an update. */
  public static final String SET_FEATURES = "features";

  /** The folder of jars in a set that came as an update. */
  public static final String SET_REPOSITORY = "repository";

  /** Copies the lists. */
  public Planner {
    featuresFolders = List.copyOf(featuresFolders);
    repositories = List.copyOf(repositories);
  }

  /** From one folder of features and one of jars. */
  public Planner(Path featuresFolder, BundleRepository repository) {
    this(List.of(featuresFolder), List.of(repository));
  }

  /**
   * A set that came as an update in place of this one. It is whole: what it lacks is missing, and
   * not taken from elsewhere, which would be a mixture that nobody signed.
   */
  public Planner under(Path set) {
    return new Planner(
        set.resolve(SET_FEATURES), new BundleRepository(set.resolve(SET_REPOSITORY)));
  }

  /** The instance's directory: a variable of configurations, and a property of the framework. */
  private static final String INSTANCE = "wardgate.instance";

  /**
   * What an instance shall run. Configuration values may use {@code ${wardgate.instance}}, the
   * instance's directory, and the features' own variables.
   *
   * @throws RefusedException if a feature is malformed, a jar is missing, or versions conflict
   */
  public Plan plan(Instance instance) throws RefusedException {
    List<Feature> features = features(instance);
    return new Plan(bundles(features), configurations(features, instance));
  }

  /**
   * What the framework is launched with; a change takes effect with the next start.
   *
   * @throws RefusedException if a feature is malformed
   */
  public Map<String, String> frameworkProperties(Instance instance) throws RefusedException {
    List<Feature> features = features(instance);
    Map<String, String> properties = new LinkedHashMap<>();
    features.forEach(feature -> properties.putAll(feature.frameworkProperties()));
    ConfigurationValues values = values(features, instance);
    try {
      properties.replaceAll((name, value) -> values.substitute(value));
      properties.put(INSTANCE, instance.directory().toString());
      return properties;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(LauncherErrors.BAD_FEATURE, String.valueOf(e.getMessage()), e);
    }
  }

  private List<Feature> features(Instance instance) throws RefusedException {
    List<Feature> features = new ArrayList<>();
    for (String name : instance.features()) {
      features.add(FeatureReader.read(featureFile(name)));
    }
    return features;
  }

  private Path featureFile(String name) {
    return featuresFolders.stream()
        .map(folder -> folder.resolve(name + ".json"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(featuresFolders.get(0).resolve(name + ".json"));
  }

  private Path jar(MavenId id) throws RefusedException {
    for (BundleRepository repository : repositories) {
      if (repository.find(id).isPresent()) {
        return repository.jar(id);
      }
    }
    throw new RefusedException(LauncherErrors.BUNDLE_MISSING, id.toString());
  }

  private static ConfigurationValues values(List<Feature> features, Instance instance) {
    Map<String, String> variables = new HashMap<>();
    features.forEach(feature -> variables.putAll(feature.variables()));
    variables.put(INSTANCE, instance.directory().toString());
    return new ConfigurationValues(variables);
  }

  private List<PlannedBundle> bundles(List<Feature> features) throws RefusedException {
    Map<String, FeatureBundle> wanted = new LinkedHashMap<>();
    for (Feature feature : features) {
      for (FeatureBundle bundle : feature.bundles()) {
        FeatureBundle other = wanted.putIfAbsent(bundle.id().key(), bundle);
        if (other != null && !other.id().equals(bundle.id())) {
          throw new RefusedException(
              LauncherErrors.BUNDLE_CONFLICT, other.id() + " and " + bundle.id());
        }
      }
    }
    List<PlannedBundle> bundles = new ArrayList<>();
    for (FeatureBundle bundle : wanted.values()) {
      Path jar = jar(bundle.id());
      bundles.add(new PlannedBundle(bundle.id(), bundle.startOrder(), jar, fingerprint(jar)));
    }
    bundles.sort(Comparator.comparingInt(PlannedBundle::startOrder));
    return bundles;
  }

  private static Map<String, Map<String, Object>> configurations(
      List<Feature> features, Instance instance) throws RefusedException {
    Map<String, Map<String, Object>> raw = new LinkedHashMap<>();
    for (Feature feature : features) {
      feature.configurations().forEach((pid, values) -> merge(raw, pid, values));
    }
    instance.configurations().forEach((pid, values) -> merge(raw, pid, values));
    ConfigurationValues values = values(features, instance);
    try {
      raw.replaceAll((pid, properties) -> values.properties(properties));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(LauncherErrors.BAD_FEATURE, String.valueOf(e.getMessage()), e);
    }
    SettingsReader.read(instance.settingsFile())
        .forEach((pid, set) -> raw.computeIfAbsent(pid, none -> new LinkedHashMap<>()).putAll(set));
    return raw;
  }

  private static void merge(
      Map<String, Map<String, Object>> raw, String pid, Map<String, Object> values) {
    Map<String, Object> merged = raw.computeIfAbsent(pid, none -> new LinkedHashMap<>());
    values.forEach(
        (key, value) -> {
          String name = plainName(key);
          merged.keySet().removeIf(present -> plainName(present).equals(name));
          if (!(value instanceof Optional)) {
            merged.put(key, value);
          }
        });
  }

  /** A key without its {@code :Type}, so that an override need not repeat the type. */
  private static String plainName(String key) {
    int colon = key.lastIndexOf(':');
    return colon < 0 ? key : key.substring(0, colon);
  }

  private static String fingerprint(Path jar) throws RefusedException {
    try {
      return Files.size(jar) + "@" + Files.getLastModifiedTime(jar).toMillis();
    } catch (IOException e) {
      throw new RefusedException(LauncherErrors.BUNDLE_MISSING, jar.toString(), e);
    }
  }
}
