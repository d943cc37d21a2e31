package org.wardgate.integration.updates;

import java.util.Map;

/**
 * A set of bundles.
 *
 * @param version of the set
 * @param bundles versions by symbolic name, of those that are not the distribution's
 * @param broken the bundle of them that does not start; empty if all do
 */
record Release(String version, Map<String, String> bundles, String broken) {

  Release {
    bundles = Map.copyOf(bundles);
  }

  /** What the distribution brings. */
  static Release distribution() {
    return new Release("", Map.of(), "");
  }
}
