package org.wardgate.crypto.cbor;

/** IEEE 754 binary16, which Java 17 has no type for. */
final class HalfFloat {
  /** The answer when the value does not fit without loss. */
  static final int NONE = -1;

  private static final int SIGN = 0x8000;
  private static final int NAN = 0x7e00;
  private static final int INFINITY = 0x7c00;
  private static final int SINGLE_FRACTION_MASK = 0x7fffff;
  private static final int SINGLE_FRACTION_BITS = 23;
  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_BIAS = 15;
  private static final int EXPONENT_MIN_NORMAL = -14;
  private static final int EXPONENT_MAX = 15;
  private static final int EXPONENT_MIN_SUBNORMAL = -24;

  private HalfFloat() {}

  /** The 16 bits, or {@link #NONE}. */
  static int encode(float value) {
    if (Float.isNaN(value)) {
      return NAN;
    }
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> Short.SIZE) & SIGN;
    if (Float.isInfinite(value)) {
      return sign | INFINITY;
    }
    if (value == 0) {
      return sign;
    }
    int exponent = Math.getExponent(value);
    if (exponent > EXPONENT_MAX || exponent < EXPONENT_MIN_SUBNORMAL) {
      return NONE;
    }
    int fraction = bits & SINGLE_FRACTION_MASK;
    return exponent >= EXPONENT_MIN_NORMAL
        ? normal(sign, exponent, fraction)
        : subnormal(sign, exponent, fraction);
  }

  private static int normal(int sign, int exponent, int fraction) {
    int dropped = SINGLE_FRACTION_BITS - HALF_FRACTION_BITS;
    return exact(fraction, dropped)
        ? sign | ((exponent + HALF_BIAS) << HALF_FRACTION_BITS) | (fraction >> dropped)
        : NONE;
  }

  private static int subnormal(int sign, int exponent, int fraction) {
    int significand = fraction | (1 << SINGLE_FRACTION_BITS);
    int dropped = SINGLE_FRACTION_BITS - HALF_FRACTION_BITS + EXPONENT_MIN_NORMAL - exponent;
    return exact(significand, dropped) ? sign | (significand >> dropped) : NONE;
  }

  private static boolean exact(int bits, int dropped) {
    return (bits & ((1 << dropped) - 1)) == 0;
  }
}
