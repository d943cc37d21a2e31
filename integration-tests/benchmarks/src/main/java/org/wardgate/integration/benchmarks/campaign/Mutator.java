package org.wardgate.integration.benchmarks.campaign;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Spoils bytes. For one thread. */
final class Mutator {
  private static final int CHANGES_MAX = 4;
  private static final int RANGE_MAX_BYTES = 64;

  /** Heads of CBOR items that readers get wrong: lengths, indefinite ones, tags, simple values. */
  private static final int[] HEADS = {
    0x00, 0x18, 0x1b, 0x20, 0x3b, 0x40, 0x58, 0x5a, 0x5b, 0x5f, 0x60, 0x78, 0x7b, 0x7f, 0x80, 0x81,
    0x98, 0x9a, 0x9b, 0x9f, 0xa0, 0xa1, 0xb8, 0xba, 0xbb, 0xbf, 0xc0, 0xd1, 0xd2, 0xd8, 0xdb, 0xf4,
    0xf6, 0xf7, 0xf8, 0xf9, 0xfb, 0xff
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /**
   * Spoils it in one to four places.
   *
   * @param good what to spoil; at least one byte
   * @param other where foreign parts come from; at least one byte
   */
  byte[] spoil(byte[] good, byte[] other) {
    byte[] spoilt = good.clone();
    int changes = 1 + random.nextInt(CHANGES_MAX);
    for (int i = 0; i < changes && spoilt.length > 0; i++) {
      spoilt = once(spoilt, other);
    }
    return spoilt;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(RANGE_MAX_BYTES, bytes.length - at));
    return switch (random.nextInt(12)) {
      case 0, 1 -> set(bytes, at, bytes[at] ^ 1 << random.nextInt(Byte.SIZE));
      case 2 -> set(bytes, at, random.nextInt());
      case 3 -> set(bytes, at, HEADS[random.nextInt(HEADS.length)]);
      case 4 -> set(bytes, at, bytes[at] + (random.nextBoolean() ? 1 : -1));
      case 5 -> joined(bytes, at, new byte[0], at + length);
      case 6 -> joined(bytes, at, noise(1 + random.nextInt(RANGE_MAX_BYTES)), at);
      case 7 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
      case 8 -> Arrays.copyOf(bytes, at);
      case 9 -> joined(bytes, bytes.length, noise(1 + random.nextInt(8)), bytes.length);
      case 10 -> joined(bytes, at, foreign(other), Math.min(bytes.length, at + length));
      default -> joined(bytes, at, noise(length), at + length);
    };
  }

  private static byte[] set(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] foreign(byte[] other) {
    int at = random.nextInt(other.length);
    int length = 1 + random.nextInt(Math.min(RANGE_MAX_BYTES, other.length - at));
    return Arrays.copyOfRange(other, at, at + length);
  }

  private static byte[] joined(byte[] bytes, int until, byte[] middle, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + middle.length);
    out.write(bytes, 0, until);
    out.writeBytes(middle);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }
}
