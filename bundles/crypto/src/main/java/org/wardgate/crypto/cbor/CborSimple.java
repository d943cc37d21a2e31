package org.wardgate.crypto.cbor;

/**
 * A simple value.
 *
 * @param number 0 to 23 or 32 to 255 (RFC 8949 §3.3)
 */
public record CborSimple(int number) implements CborValue {
  /** False. */
  public static final CborSimple FALSE = new CborSimple(20);

  /** True. */
  public static final CborSimple TRUE = new CborSimple(21);

  /** Null. */
  public static final CborSimple NULL = new CborSimple(22);

  /** Undefined. */
  public static final CborSimple UNDEFINED = new CborSimple(23);

  private static final int SHORT_MAX = 23;
  private static final int LONG_MIN = 32;
  private static final int LONG_MAX = 255;

  /**
   * @throws IllegalArgumentException if there is no such simple value
   */
  public CborSimple {
    if (number < 0 || number > LONG_MAX || (number > SHORT_MAX && number < LONG_MIN)) {
      throw new IllegalArgumentException("simple values are 0 to 23 and 32 to 255");
    }
  }
}
