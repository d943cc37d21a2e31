package org.wardgate.pki.register;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Checksums of lines, each of which covers the line before: a line that was changed, lost, repeated
 * or moved shows. Immutable.
 */
final class LineChain {
  /** Length of a checksum in a line, in characters. */
  static final int CHECKSUM_CHARS = 16;

  /** Before the first line. */
  static final LineChain START = new LineChain(new byte[CHECKSUM_CHARS / 2]);

  private final byte[] sum;

  private LineChain(byte[] sum) {
    this.sum = sum;
  }

  /** The chain after one more line. */
  LineChain after(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(sum);
      byte[] whole = digest.digest(text.getBytes(StandardCharsets.US_ASCII));
      return new LineChain(Arrays.copyOf(whole, sum.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The checksum of the last line, hexadecimal. */
  String checksum() {
    return HexFormat.of().formatHex(sum);
  }
}
