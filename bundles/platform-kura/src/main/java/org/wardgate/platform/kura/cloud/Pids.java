package org.wardgate.platform.kura.cloud;

import java.util.Map;
import org.eclipse.kura.configuration.ConfigurationService;

/** What an instance of a factory is called. Stateless. */
final class Pids {
  private static final int MAX_CHARS = 128;

  private Pids() {}

  /** Kura's name of it, else the factory's. */
  static String of(Map<String, ?> properties, String factoryPid) {
    return properties.get(ConfigurationService.KURA_SERVICE_PID) instanceof String name
            && !name.isBlank()
            && name.length() <= MAX_CHARS
        ? name
        : factoryPid;
  }
}
