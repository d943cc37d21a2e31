package org.wardgate.crypto.cbor;

import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * Walks an encoding without building anything: checks structure and limits before the library may
 * allocate. For one use, by one thread.
 */
final class CborScanner {
  private static final int MAJOR_SHIFT = 5;
  private static final int INFO_MASK = 0x1f;
  private static final int INFO_ONE_BYTE = 24;
  private static final int INFO_EIGHT_BYTES = 27;
  private static final int INFO_INDEFINITE = 31;
  private static final int SIMPLE_LONG_MIN = 32;

  private static final int BYTE_STRING = 2;
  private static final int TEXT_STRING = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE_OR_FLOAT = 7;

  private final byte[] content;
  private final CborLimits limits;
  private int position;
  private int items;
  private int pairs;

  CborScanner(byte[] content, CborLimits limits) {
    this.content = content;
    this.limits = limits;
  }

  /** Checks everything; answers how many map entries there are, over all maps. */
  int scan() throws CryptoException {
    item(0);
    if (position != content.length) {
      throw new CryptoException(
          Reason.TRAILING_DATA, (content.length - position) + " B follow the CBOR item");
    }
    return pairs;
  }

  private void item(int depth) throws CryptoException {
    if (++items > limits.itemsMaxCount()) {
      throw new CryptoException(
          Reason.TOO_LARGE, "more than " + limits.itemsMaxCount() + " CBOR items");
    }
    int initial = nextByte();
    int major = initial >> MAJOR_SHIFT;
    int info = initial & INFO_MASK;
    if (info == INFO_INDEFINITE) {
      refuseIndefinite(major);
    }
    long argument = argument(info);
    switch (major) {
      case BYTE_STRING, TEXT_STRING -> skip(argument);
      case ARRAY -> children(argument, 1, depth);
      case MAP -> {
        children(argument, 2, depth);
        pairs += (int) argument;
      }
      case TAG -> children(1, 1, depth);
      case SIMPLE_OR_FLOAT -> simple(info, argument);
      default -> {
        // an integer is its argument
      }
    }
  }

  private void children(long count, int itemsEach, int depth) throws CryptoException {
    // each child takes at least one byte, so a count beyond the input is a lie
    if (count < 0 || count > (content.length - position) / itemsEach) {
      throw new CryptoException(Reason.MALFORMED, "CBOR ends too early");
    }
    if (depth >= limits.depthMax()) {
      throw new CryptoException(
          Reason.TOO_DEEP, "CBOR nested deeper than " + limits.depthMax() + " levels");
    }
    for (long i = 0; i < count * itemsEach; i++) {
      item(depth + 1);
    }
  }

  private static void simple(int info, long argument) throws CryptoException {
    // RFC 8949 §3.3: two-byte simple values below 32 are not well-formed
    if (info == INFO_ONE_BYTE && argument < SIMPLE_LONG_MIN) {
      throw new CryptoException(Reason.MALFORMED, "a CBOR simple value in the wrong form");
    }
  }

  private static void refuseIndefinite(int major) throws CryptoException {
    if (major >= BYTE_STRING && major <= MAP) {
      throw new CryptoException(Reason.INDEFINITE_LENGTH, "a CBOR item of indefinite length");
    }
    throw new CryptoException(Reason.MALFORMED, "a CBOR break without a beginning");
  }

  private long argument(int info) throws CryptoException {
    if (info < INFO_ONE_BYTE) {
      return info;
    }
    if (info > INFO_EIGHT_BYTES) {
      throw new CryptoException(Reason.MALFORMED, "reserved CBOR additional information " + info);
    }
    long argument = 0;
    for (int i = 0; i < 1 << (info - INFO_ONE_BYTE); i++) {
      argument = (argument << Byte.SIZE) | nextByte();
    }
    return argument;
  }

  private void skip(long count) throws CryptoException {
    // negative: above 2^63, as unsigned
    if (count < 0 || count > content.length - position) {
      throw new CryptoException(Reason.MALFORMED, "CBOR ends too early");
    }
    position += (int) count;
  }

  private int nextByte() throws CryptoException {
    if (position >= content.length) {
      throw new CryptoException(Reason.MALFORMED, "CBOR ends too early");
    }
    return content[position++] & 0xff;
  }
}
