package org.wardgate.updater.pack;

import java.util.Locale;

/** What a package is made for. */
public enum Platform {
  /** Eclipse Kura: the gateway's bundles alone. */
  KURA,
  /** A framework of the gateway's own: every bundle in it. */
  STANDALONE;

  /** As in a manifest. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
