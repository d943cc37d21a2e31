package org.wardgate.launcher.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;

/**
 * Reads feature files in the JSON form of OSGi Compendium 8 §159 (Feature Service), as far as this
 * launcher uses it: {@code id}, {@code variables}, {@code bundles} with {@code start-order}, {@code
 * configurations}, and the extension {@code framework-launching-properties} (§160). Anything else
 * is refused rather than overlooked.
 */
public final class FeatureReader {

  private static final Set<String> DESCRIPTIVE =
      Set.of("name", "description", "docURL", "license", "vendor", "SCM", "complete", "categories");

  private static final String LAUNCHING_PROPERTIES = "framework-launching-properties";

  private FeatureReader() {}

  /**
   * Reads one feature.
   *
   * @throws RefusedException {@link LauncherErrors#BAD_FEATURE}
   */
  public static Feature read(Path file) throws RefusedException {
    try {
      return feature(JsonFile.read(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new RefusedException(
          LauncherErrors.BAD_FEATURE, file.getFileName() + ": " + firstLine(e), e);
    }
  }

  private static Feature feature(Map<String, Object> json) {
    List<FeatureBundle> bundles = new ArrayList<>();
    Map<String, String> variables = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
    MavenId id = MavenId.of(JsonValues.text(json.getOrDefault("id", ""), "id"));
    for (Map.Entry<String, Object> member : json.entrySet()) {
      switch (member.getKey()) {
        case "id" -> {}
        case "feature-resource-version" -> version(member.getValue());
        case "bundles" ->
            JsonValues.list(member.getValue(), "bundles").forEach(b -> bundles.add(bundle(b)));
        case "variables" ->
            JsonValues.object(member.getValue(), "variables")
                .forEach((name, value) -> variables.put(name, JsonValues.text(value, name)));
        case "extensions" -> properties.putAll(launchingProperties(member.getValue()));
        case "configurations" ->
            configurations.putAll(JsonValues.configurations(member.getValue()));
        default -> descriptive(member.getKey());
      }
    }
    return new Feature(id, bundles, variables, properties, configurations);
  }

  /** The one extension this launcher knows. */
  private static Map<String, String> launchingProperties(Object extensions) {
    Map<String, String> properties = new LinkedHashMap<>();
    JsonValues.object(extensions, "extensions")
        .forEach(
            (name, extension) -> {
              if (!name.equals(LAUNCHING_PROPERTIES)) {
                throw new IllegalArgumentException("unknown extension " + name);
              }
              Object json = JsonValues.object(extension, name).getOrDefault("json", Map.of());
              JsonValues.object(json, name)
                  .forEach((key, value) -> properties.put(key, String.valueOf(value)));
            });
    return properties;
  }

  private static void version(Object value) {
    if (!value.equals("1.0")) {
      throw new IllegalArgumentException("feature-resource-version must be 1.0");
    }
  }

  private static void descriptive(String name) {
    if (!DESCRIPTIVE.contains(name)) {
      throw new IllegalArgumentException("unknown member " + name);
    }
  }

  private static FeatureBundle bundle(Object json) {
    if (json instanceof String id) {
      return new FeatureBundle(MavenId.of(id), FeatureBundle.START_ORDER_DEFAULT);
    }
    Map<String, Object> members = JsonValues.object(json, "bundle");
    MavenId id = MavenId.of(JsonValues.text(members.getOrDefault("id", ""), "id"));
    Object order = members.get("start-order");
    return new FeatureBundle(
        id,
        order == null
            ? FeatureBundle.START_ORDER_DEFAULT
            : JsonValues.integer(order, "start-order of " + id));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
