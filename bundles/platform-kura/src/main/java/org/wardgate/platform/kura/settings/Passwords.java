package org.wardgate.platform.kura.settings;

import java.util.Set;

/** Knows which attributes of a configuration are passwords. */
@FunctionalInterface
interface Passwords {
  /**
   * The attributes of type Password.
   *
   * @param pid of the component, or of the factory
   */
  Set<String> of(String pid);
}
