package org.wardgate.launcher.instance;

import java.util.Locale;

/** The OSGi frameworks this launcher runs. */
public enum FrameworkKind {
  /** Apache Felix. */
  FELIX,
  /** Eclipse Equinox. */
  EQUINOX;

  /** Its name in files and on the command line; also its jar's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FrameworkKind of(String label) {
    for (FrameworkKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("framework must be felix or equinox");
  }
}
