package org.wardgate.packager;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes a manifest with its headers and sections in the order they come in, which the platform's
 * own class does not keep. Not thread-safe.
 */
final class ManifestText {
  /** A line's length without its end, in bytes. */
  private static final int LINE_MAX_BYTES = 70;

  private final StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");

  /** Adds a header to the section that was begun last. */
  ManifestText header(String name, String value) throws PackagingException {
    String line = name + ": " + value;
    // one byte a character: what needs more has no place in our headers
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(line)
        || line.chars().anyMatch(c -> c < ' ')) {
      throw new PackagingException("a header may hold printable ASCII only: " + name);
    }
    int end = Math.min(LINE_MAX_BYTES, line.length());
    text.append(line, 0, end).append("\r\n");
    for (int at = end; at < line.length(); at = end) {
      end = Math.min(at + LINE_MAX_BYTES - 1, line.length());
      text.append(' ').append(line, at, end).append("\r\n");
    }
    return this;
  }

  /** Adds headers to the section that was begun last. */
  ManifestText headers(Map<String, String> headers) throws PackagingException {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      header(header.getKey(), header.getValue());
    }
    return this;
  }

  /** Begins a section. */
  ManifestText section(String name) throws PackagingException {
    text.append("\r\n");
    return header("Name", name);
  }

  /** All of it. */
  byte[] bytes() {
    return (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
