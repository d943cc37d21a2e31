package org.wardgate.transport.coap.oscore;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869). */
final class Hkdf {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private Hkdf() {}

  /** Extract and expand. */
  static byte[] derive(byte[] salt, byte[] secret, byte[] info, int lengthBytes) {
    // RFC 5869 §2.2: without salt, as many zeros as the hash is long
    byte[] prk = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, secret);
    return expand(prk, info, lengthBytes);
  }

  private static byte[] expand(byte[] prk, byte[] info, int lengthBytes) {
    byte[] result = new byte[lengthBytes];
    byte[] block = new byte[0];
    for (int done = 0, counter = 1; done < lengthBytes; counter++) {
      byte[] input = Arrays.copyOf(block, block.length + info.length + 1);
      System.arraycopy(info, 0, input, block.length, info.length);
      input[input.length - 1] = (byte) counter;
      block = hmac(prk, input);
      int take = Math.min(block.length, lengthBytes - done);
      System.arraycopy(block, 0, result, done, take);
      done += take;
    }
    return result;
  }

  private static byte[] hmac(byte[] key, byte[] input) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }
}
