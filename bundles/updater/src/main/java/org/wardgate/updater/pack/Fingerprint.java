package org.wardgate.updater.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle's files are, whatever their order and compression: SHA-256 over their names and
 * digests. Directories count for nothing. Not thread-safe.
 */
public final class Fingerprint {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Map<String, byte[]> files = new TreeMap<>();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  /**
   * Adds a file.
   *
   * @param name its path
   * @param content read to its end, not closed
   * @return its length, in bytes
   */
  public long add(String name, InputStream content) throws IOException {
    MessageDigest digest = sha256();
    long length = 0;
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      digest.update(buffer, 0, n);
      length += n;
    }
    files.put(name, digest.digest());
    return length;
  }

  /** The fingerprint, in hexadecimal digits. */
  public String hex() {
    MessageDigest all = sha256();
    files.forEach(
        (name, digest) -> {
          all.update(name.getBytes(StandardCharsets.UTF_8));
          all.update((byte) 0);
          all.update(digest);
        });
    return HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
