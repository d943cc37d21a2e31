package org.wardgate.api.platform;

import java.util.Map;
import org.wardgate.api.error.RefusedException;

/**
 * Where the platform keeps what operators configure, so that it outlives a restart. Thread-safe.
 */
public interface SettingsStore {
  /**
   * Stores the values of a configuration and has its component take them.
   *
   * @param pid of the configuration
   * @param values all of them, by attribute, of the metatype's types; passwords as plain text. What
   *     is not named, as a password that cannot be revealed, stays as it is
   * @throws RefusedException if they could not be stored; nothing has changed then
   */
  void store(String pid, Map<String, Object> values) throws RefusedException;
}
