package org.wardgate.api.policy;

/**
 * An inclusive range of ports.
 *
 * @param first 0 to 65535
 * @param last {@code first} to 65535
 */
public record PortRange(int first, int last) {
  /** Every port. */
  public static final PortRange ANY = new PortRange(0, 65_535);

  /**
   * @throws IllegalArgumentException if out of range
   */
  public PortRange {
    if (first < 0 || last > 65_535 || first > last) {
      throw new IllegalArgumentException("ports must be 0 to 65535 in order");
    }
  }

  /** One port. */
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /** Whether it is every port. */
  public boolean any() {
    return equals(ANY);
  }
}
