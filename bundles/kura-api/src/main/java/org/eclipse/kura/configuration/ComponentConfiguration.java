package org.eclipse.kura.configuration;

import java.util.Map;
import org.eclipse.kura.configuration.metatype.OCD;
import org.jspecify.annotations.Nullable;

/** The configuration of one component. */
public interface ComponentConfiguration {
  /** Whose it is. */
  String getPid();

  /** Its form, if the component has one. */
  @Nullable OCD getDefinition();

  /** Its values by attribute, passwords encrypted. */
  @Nullable Map<String, Object> getConfigurationProperties();
}
