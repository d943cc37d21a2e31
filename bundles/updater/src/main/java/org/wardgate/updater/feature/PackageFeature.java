package org.wardgate.updater.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;

/**
 * A feature in a package.
 *
 * @param name what {@code instance.json} calls it
 * @param bundles that it names, each once
 * @param variables defaults for {@code ${name}} in configurations
 * @param frameworkProperties what the framework is launched with from the next start on
 * @param configurations by PID
 */
public record PackageFeature(
    String name,
    List<NamedBundle> bundles,
    Map<String, String> variables,
    Map<String, String> frameworkProperties,
    Map<String, Map<String, Object>> configurations) {
  private static final Set<String> DESCRIPTIVE =
      Set.of("name", "description", "docURL", "license", "vendor", "SCM", "complete", "categories");
  private static final String LAUNCHING_PROPERTIES = "framework-launching-properties";

  /** Copies the collections; their order stays. */
  public PackageFeature {
    bundles = List.copyOf(bundles);
    variables = Map.copyOf(variables);
    frameworkProperties = Map.copyOf(frameworkProperties);
    configurations = Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
  }

  /**
   * Reads a feature. Anything that the launcher would refuse is refused.
   *
   * @param name without folder and {@code .json}
   * @throws RefusedException WG-UPD-0019
   */
  public static PackageFeature read(String name, byte[] json) throws RefusedException {
    try {
      PackageFeature feature = of(name, FeatureJson.parse(json));
      requireOnce(feature.bundles);
      return feature;
    } catch (IOException | IllegalArgumentException e) {
      throw BadFeatures.refusal(name + ".json", e);
    }
  }

  private static PackageFeature of(String name, Map<String, Object> json) {
    List<NamedBundle> bundles = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
    NamedBundle unused = NamedBundle.ofId(Members.text(json.getOrDefault("id", ""), "id"));
    json.forEach(
        (member, value) -> {
          switch (member) {
            case "id" -> {}
            case "feature-resource-version" -> version(value);
            case "bundles" ->
                Members.list(value, member).forEach(bundle -> bundles.add(NamedBundle.of(bundle)));
            case "variables" ->
                Members.object(value, member)
                    .forEach((variable, text) -> variables.put(variable, text(text, variable)));
            case "extensions" -> properties.putAll(launchingProperties(value));
            case "configurations" -> configurations.putAll(Members.configurations(value));
            default -> descriptive(member);
          }
        });
    return new PackageFeature(name, bundles, variables, properties, configurations);
  }

  private static String text(Object value, String name) {
    return Members.text(value, name);
  }

  private static void version(Object value) {
    if (!value.equals("1.0")) {
      throw new IllegalArgumentException("feature-resource-version must be 1.0");
    }
  }

  /** The one extension that the launcher knows. */
  private static Map<String, String> launchingProperties(Object extensions) {
    Map<String, String> properties = new LinkedHashMap<>();
    Members.object(extensions, "extensions")
        .forEach(
            (name, extension) -> {
              if (!name.equals(LAUNCHING_PROPERTIES)) {
                throw new IllegalArgumentException("unknown extension " + name);
              }
              Object json = Members.object(extension, name).getOrDefault("json", Map.of());
              Members.object(json, name)
                  .forEach((key, value) -> properties.put(key, String.valueOf(value)));
            });
    return properties;
  }

  private static void descriptive(String member) {
    if (!DESCRIPTIVE.contains(member)) {
      throw new IllegalArgumentException("unknown member " + member);
    }
  }

  private static void requireOnce(List<NamedBundle> bundles) {
    if (bundles.size() > FeatureLimits.BUNDLES_MAX_COUNT) {
      throw new IllegalArgumentException(
          "more than " + FeatureLimits.BUNDLES_MAX_COUNT + " bundles");
    }
    Set<String> keys = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (NamedBundle bundle : bundles) {
      if (!keys.add(bundle.key()) || !files.add(bundle.fileName())) {
        throw new IllegalArgumentException(bundle.key() + " is named more than once");
      }
    }
  }
}
