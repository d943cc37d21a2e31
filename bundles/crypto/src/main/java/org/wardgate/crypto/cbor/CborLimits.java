package org.wardgate.crypto.cbor;

/**
 * How much CBOR is read before giving up.
 *
 * @param sizeMaxBytes longest encoding, 1 to 16 MiB
 * @param depthMax deepest nesting of arrays, maps and tags, 1 to 64; a lone integer has depth 0
 * @param itemsMaxCount most data items in total, keys and tags included, 1 to 1,000,000
 */
public record CborLimits(int sizeMaxBytes, int depthMax, int itemsMaxCount) {
  private static final int SIZE_CEILING_BYTES = 16 * 1024 * 1024;
  private static final int DEPTH_CEILING = 64;
  private static final int ITEMS_CEILING_COUNT = 1_000_000;

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public CborLimits {
    requireRange("sizeMaxBytes", sizeMaxBytes, SIZE_CEILING_BYTES);
    requireRange("depthMax", depthMax, DEPTH_CEILING);
    requireRange("itemsMaxCount", itemsMaxCount, ITEMS_CEILING_COUNT);
  }

  private static void requireRange(String name, int value, int ceiling) {
    if (value < 1 || value > ceiling) {
      throw new IllegalArgumentException(name + " must be 1 to " + ceiling);
    }
  }
}
