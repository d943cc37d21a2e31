package org.wardgate.launcher.feature;

/**
 * A bundle of a feature.
 *
 * @param id which jar
 * @param startOrder 1 to {@value #START_ORDER_MAX}; lower starts earlier and stops later
 */
public record FeatureBundle(MavenId id, int startOrder) {

  /** Where a bundle starts that does not say. */
  public static final int START_ORDER_DEFAULT = 20;

  /** The last to start. */
  public static final int START_ORDER_MAX = 99;

  /**
   * @throws IllegalArgumentException if the start order is out of range
   */
  public FeatureBundle {
    if (startOrder < 1 || startOrder > START_ORDER_MAX) {
      throw new IllegalArgumentException("start-order must be 1 to " + START_ORDER_MAX);
    }
  }
}
