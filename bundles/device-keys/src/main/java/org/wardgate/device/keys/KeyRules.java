package org.wardgate.device.keys;

import java.util.Arrays;
import java.util.Optional;
import org.wardgate.api.Bytes;

/** Which keys can be guessed. Nothing proves that a key is random; these are surely not. */
final class KeyRules {
  /** Shortest key, in bytes (RFC 9257 §6.2 asks for 128 bits of entropy). */
  static final int KEY_MIN_BYTES = 16;

  /** Longest key, in bytes. */
  static final int KEY_MAX_BYTES = 64;

  /** Printable text shorter than this is a password, not a key. */
  static final int TEXT_MIN_BYTES = 32;

  /** Fewer different bytes than this do not come from a random source. */
  static final int DIFFERENT_MIN_COUNT = 8;

  /** Parts that repeat are looked for up to this length. */
  private static final int PERIOD_MAX_BYTES = 32;

  private KeyRules() {}

  /** What is wrong with a key. */
  static Optional<String> weakness(Bytes key) {
    byte[] bytes = key.toArray();
    try {
      return weakness(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static Optional<String> weakness(byte[] key) {
    if (key.length < KEY_MIN_BYTES || key.length > KEY_MAX_BYTES) {
      return Optional.of(
          "it has " + key.length + " bytes, not " + KEY_MIN_BYTES + " to " + KEY_MAX_BYTES);
    }
    if (repeats(key)) {
      return Optional.of("it repeats a part of itself");
    }
    if (counts(key)) {
      return Optional.of("its bytes are a sequence");
    }
    if (different(key) < DIFFERENT_MIN_COUNT) {
      return Optional.of("it has fewer than " + DIFFERENT_MIN_COUNT + " different bytes");
    }
    return key.length < TEXT_MIN_BYTES && text(key)
        ? Optional.of("it is text of fewer than " + TEXT_MIN_BYTES + " characters")
        : Optional.empty();
  }

  private static boolean repeats(byte[] key) {
    for (int period = 1; period <= Math.min(PERIOD_MAX_BYTES, key.length / 2); period++) {
      if (Arrays.equals(key, period, key.length, key, 0, key.length - period)) {
        return true;
      }
    }
    return false;
  }

  private static boolean counts(byte[] key) {
    int step = (byte) (key[1] - key[0]);
    for (int i = 2; i < key.length; i++) {
      if ((byte) (key[i] - key[i - 1]) != step) {
        return false;
      }
    }
    return true;
  }

  private static int different(byte[] key) {
    boolean[] seen = new boolean[1 << Byte.SIZE];
    int count = 0;
    for (byte b : key) {
      if (!seen[b & 0xff]) {
        seen[b & 0xff] = true;
        count++;
      }
    }
    return count;
  }

  private static boolean text(byte[] key) {
    for (byte b : key) {
      if (b < ' ' || b > '~') {
        return false;
      }
    }
    return true;
  }
}
