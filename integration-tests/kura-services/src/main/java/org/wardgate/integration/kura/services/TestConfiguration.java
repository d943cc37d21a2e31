package org.wardgate.integration.kura.services;

import java.util.Map;
import org.eclipse.kura.configuration.ComponentConfiguration;
import org.eclipse.kura.configuration.metatype.OCD;
import org.jspecify.annotations.Nullable;

/** One component's configuration, without its definition. */
record TestConfiguration(String pid, Map<String, Object> properties)
    implements ComponentConfiguration {
  TestConfiguration {
    properties = Map.copyOf(properties);
  }

  @Override
  public String getPid() {
    return pid;
  }

  @Override
  public @Nullable OCD getDefinition() {
    return null;
  }

  @Override
  public Map<String, Object> getConfigurationProperties() {
    return properties;
  }
}
