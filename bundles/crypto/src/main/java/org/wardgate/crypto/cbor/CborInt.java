package org.wardgate.crypto.cbor;

import java.math.BigInteger;

/**
 * An integer of major type 0 or 1.
 *
 * @param value −2^64 to 2^64 − 1
 */
public record CborInt(BigInteger value) implements CborValue {
  private static final int ARGUMENT_BITS = 64;

  /**
   * @throws IllegalArgumentException if the value is out of range
   */
  public CborInt {
    if (value.bitLength() > ARGUMENT_BITS) {
      throw new IllegalArgumentException("a CBOR integer has 64 bits and a sign");
    }
  }

  /** An integer. */
  public static CborInt of(long value) {
    return new CborInt(BigInteger.valueOf(value));
  }

  /** Whether {@link #asLong} will succeed. Ask before, when the value came from a stranger. */
  public boolean fitsLong() {
    return value.bitLength() < Long.SIZE;
  }

  /**
   * The value as a {@code long}.
   *
   * @throws ArithmeticException if it does not fit, see {@link #fitsLong}
   */
  public long asLong() {
    return value.longValueExact();
  }
}
