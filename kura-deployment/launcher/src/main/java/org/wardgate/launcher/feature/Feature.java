package org.wardgate.launcher.feature;

import java.util.List;
import java.util.Map;

/**
 * Bundles and configurations that belong together.
 *
 * @param id its Maven id
 * @param bundles what it brings, in the file's order
 * @param variables defaults for {@code ${name}} in configuration values
 * @param frameworkProperties what the framework is launched with (§160 {@code
 *     framework-launching-properties})
 * @param configurations by PID; {@code factoryPid~name} for factory configurations
 */
public record Feature(
    MavenId id,
    List<FeatureBundle> bundles,
    Map<String, String> variables,
    Map<String, String> frameworkProperties,
    Map<String, Map<String, Object>> configurations) {

  /** Copies the collections. */
  public Feature {
    bundles = List.copyOf(bundles);
    variables = Map.copyOf(variables);
    frameworkProperties = Map.copyOf(frameworkProperties);
    configurations = Map.copyOf(configurations);
  }
}
