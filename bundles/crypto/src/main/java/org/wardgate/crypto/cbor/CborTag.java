package org.wardgate.crypto.cbor;

/**
 * A tagged data item.
 *
 * @param tag 0 to 2^63 − 1; larger tag numbers are refused when read
 * @param value what is tagged
 */
public record CborTag(long tag, CborValue value) implements CborValue {
  /**
   * @throws IllegalArgumentException if the tag is negative
   */
  public CborTag {
    if (tag < 0) {
      throw new IllegalArgumentException("a tag is not negative");
    }
  }
}
