package org.wardgate.api.policy;

/**
 * How much a device may send and be sent, in the manufacturer's words. Beyond it packets are
 * dropped.
 *
 * @param fromDeviceBytesPerSecond at least 1; {@link Long#MAX_VALUE} means no limit
 * @param toDeviceBytesPerSecond at least 1; {@link Long#MAX_VALUE} means no limit
 */
public record Bandwidth(long fromDeviceBytesPerSecond, long toDeviceBytesPerSecond) {
  /**
   * @throws IllegalArgumentException if out of range
   */
  public Bandwidth {
    if (fromDeviceBytesPerSecond < 1 || toDeviceBytesPerSecond < 1) {
      throw new IllegalArgumentException("a bandwidth is at least 1 byte a second");
    }
  }
}
