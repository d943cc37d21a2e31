package org.wardgate.crypto.kdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.wardgate.api.Bytes;

/**
 * Key derivation in counter mode with AES-CMAC (NIST SP 800-108r1 §4.1): what a secure element with
 * an AES key and nothing else can do. Stateless.
 */
public final class CounterKdf {
  /** Longest output, in bytes. */
  public static final int OUTPUT_MAX_BYTES = 255 * AesCmac.TAG_BYTES;

  private CounterKdf() {}

  /**
   * Derives a key. The input of round i is {@code [i] || label || 0x00 || context || [L]}; i and L,
   * the output's length in bits, are 32-bit big-endian.
   *
   * @param key AES key, 16, 24 or 32 bytes
   * @param label what the output is for, ASCII
   * @param context whom it is for
   * @param outputBytes 1 to {@value #OUTPUT_MAX_BYTES}
   */
  public static Bytes derive(Bytes key, String label, Bytes context, int outputBytes) {
    byte[] text = label.getBytes(StandardCharsets.US_ASCII);
    byte[] fixed =
        ByteBuffer.allocate(text.length + 1 + context.length() + Integer.BYTES)
            .put(text)
            .put((byte) 0)
            .put(context.toArray())
            .putInt(outputBytes * Byte.SIZE)
            .array();
    return expand(key, Bytes.of(fixed), Integer.BYTES, outputBytes);
  }

  /**
   * The bare function, for other fixed inputs.
   *
   * @param fixed the input after the counter
   * @param counterBytes length of the counter, 1 to 4
   */
  static Bytes expand(Bytes key, Bytes fixed, int counterBytes, int outputBytes) {
    if (outputBytes < 1 || outputBytes > OUTPUT_MAX_BYTES) {
      throw new IllegalArgumentException("output length out of range");
    }
    int rounds = (outputBytes + AesCmac.TAG_BYTES - 1) / AesCmac.TAG_BYTES;
    ByteBuffer output = ByteBuffer.allocate(rounds * AesCmac.TAG_BYTES);
    byte[] tail = fixed.toArray();
    for (int i = 1; i <= rounds; i++) {
      byte[] counter = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
      byte[] input =
          ByteBuffer.allocate(counterBytes + tail.length)
              .put(counter, Integer.BYTES - counterBytes, counterBytes)
              .put(tail)
              .array();
      output.put(AesCmac.tag(key, Bytes.of(input)).toArray());
    }
    return Bytes.of(Arrays.copyOf(output.array(), outputBytes));
  }
}
