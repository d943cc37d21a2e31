package org.wardgate.crypto.kdf;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;

/** HKDF with SHA-256 (RFC 5869). Stateless. */
public final class Hkdf {
  /** Longest output, in bytes. */
  public static final int OUTPUT_MAX_BYTES = 255 * 32;

  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private Hkdf() {}

  /**
   * Extract and expand.
   *
   * @param key input keying material
   * @param salt may be empty
   * @param info what the output is for
   * @param outputBytes 1 to {@value #OUTPUT_MAX_BYTES}
   */
  public static Bytes derive(Bytes key, Bytes salt, Bytes info, int outputBytes) {
    if (outputBytes < 1 || outputBytes > OUTPUT_MAX_BYTES) {
      throw new IllegalArgumentException("output length out of range");
    }
    // RFC 5869 §2.2: no salt is a salt of zeros
    byte[] saltOrZeros = salt.length() == 0 ? new byte[HASH_BYTES] : salt.toArray();
    byte[] pseudoRandom = hmac(saltOrZeros, key.toArray());
    ByteBuffer output = ByteBuffer.allocate(outputBytes);
    byte[] block = new byte[0];
    for (int i = 1; output.hasRemaining(); i++) {
      block =
          hmac(
              pseudoRandom,
              ByteBuffer.allocate(block.length + info.length() + 1)
                  .put(block)
                  .put(info.toArray())
                  .put((byte) i)
                  .array());
      output.put(block, 0, Math.min(block.length, output.remaining()));
    }
    Arrays.fill(pseudoRandom, (byte) 0);
    return Bytes.of(output.array());
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks " + HMAC, e);
    }
  }
}
