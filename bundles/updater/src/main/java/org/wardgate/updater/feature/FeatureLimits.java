package org.wardgate.updater.feature;

/** What a stranger's features may at most be. */
public final class FeatureLimits {
  /** Most features of a package. */
  public static final int FEATURES_MAX_COUNT = 32;

  /** Largest feature, and largest {@code instance.json}, in bytes: the launcher's limit. */
  public static final int FEATURE_MAX_BYTES = 1_048_576;

  /** Most bytes of all features of a package together. */
  public static final int FEATURES_MAX_BYTES = 4 * 1_048_576;

  /** Deepest nesting of objects and arrays: the launcher's limit. */
  public static final int DEPTH_MAX_COUNT = 16;

  /** Most values, names of members not counted, in a feature. */
  public static final int VALUES_MAX_COUNT = 20_000;

  /** Most bundles that a feature names. */
  public static final int BUNDLES_MAX_COUNT = 200;

  /** Longest text that a value grows to when its variables are replaced, in characters. */
  public static final int SUBSTITUTED_MAX_CHARS = 65_536;

  private FeatureLimits() {}
}
