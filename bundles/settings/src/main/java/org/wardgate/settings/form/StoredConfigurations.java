package org.wardgate.settings.form;

import java.util.List;
import java.util.Map;
import org.wardgate.api.error.RefusedException;

/** What is configured now. Thread-safe. */
@FunctionalInterface
interface StoredConfigurations {
  /**
   * All configurations.
   *
   * @throws RefusedException if they cannot be read
   */
  List<Stored> all() throws RefusedException;

  /**
   * A configuration.
   *
   * @param pid its own
   * @param factoryPid of its factory, empty for a singleton
   * @param values by attribute
   */
  record Stored(String pid, String factoryPid, Map<String, Object> values) {
    /** Copies the map. */
    public Stored {
      values = Map.copyOf(values);
    }
  }
}
