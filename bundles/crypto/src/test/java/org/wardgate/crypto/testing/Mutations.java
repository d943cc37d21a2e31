package org.wardgate.crypto.testing;

import java.util.Arrays;
import java.util.Random;
import org.wardgate.api.Bytes;

/** Spoils bytes, reproducibly. */
public final class Mutations {
  private Mutations() {}

  /** One bit changed. */
  public static Bytes flipBit(Bytes original, int bit) {
    byte[] bytes = original.toArray();
    bytes[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
    return Bytes.of(bytes);
  }

  /** One to eight random changes: bits, bytes, cuts, insertions, copies of a part. */
  public static Bytes mutate(Bytes original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.toArray();
    for (int i = random.nextInt(8); i >= 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 3 -> bytes = insert(bytes, at, (byte) random.nextInt());
        default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
      }
    }
    return Bytes.of(bytes);
  }

  private static byte[] insert(byte[] bytes, int at, byte value) {
    byte[] longer = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, longer, 0, at);
    longer[at] = value;
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    return longer;
  }
}
