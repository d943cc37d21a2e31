package org.wardgate.updater.pack;

import java.util.regex.Pattern;

/** What a stranger's package may at most be. */
public final class PackageLimits {
  /** Most entries of a package. */
  public static final int ENTRIES_MAX_COUNT = 200;

  /** Most bytes of all entries of a package together, as they are in it unpacked. */
  public static final long UNPACKED_MAX_BYTES = 256L * 1024 * 1024;

  /** Longest name of an entry, in characters. */
  public static final int NAME_MAX_CHARS = 200;

  /** Largest manifest of the package or of a bundle, in bytes. */
  public static final int MANIFEST_MAX_BYTES = 1024 * 1024;

  /** Most entries of one bundle. */
  public static final int BUNDLE_ENTRIES_MAX_COUNT = 20_000;

  /** Most bytes of the entries of all bundles together, unpacked twice. */
  public static final long BUNDLES_UNPACKED_MAX_BYTES = 512L * 1024 * 1024;

  /** Most probes that a package names. */
  public static final int PROBES_MAX_COUNT = 8;

  /** A probe's name. */
  public static final Pattern PROBE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private PackageLimits() {}
}
