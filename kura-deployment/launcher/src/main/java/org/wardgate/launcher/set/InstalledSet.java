package org.wardgate.launcher.set;

import java.util.Map;

/**
 * A set of bundles.
 *
 * @param id SHA-256 of the package it came in, or {@link
 *     org.wardgate.installer.Staged#WITHOUT_PACKAGE}
 * @param version of the set
 */
record InstalledSet(String id, String version) {

  static InstalledSet of(Map<String, String> properties) {
    InstalledSet set =
        new InstalledSet(properties.getOrDefault("id", ""), properties.getOrDefault("version", ""));
    if (!set.id.matches("[0-9a-f]{64}") || set.version.isEmpty()) {
      throw new IllegalArgumentException("neither id nor version");
    }
    return set;
  }
}
