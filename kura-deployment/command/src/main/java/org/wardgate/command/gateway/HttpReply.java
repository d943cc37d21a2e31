package org.wardgate.command.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.wardgate.api.Bytes;

/**
 * An HTTP/1.1 response read to its end (RFC 9112).
 *
 * @param status the status code
 * @param body without transfer coding
 */
record HttpReply(int status, Bytes body) {

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  /** The body as text. */
  String content() {
    return new String(body.toArray(), StandardCharsets.UTF_8);
  }

  /**
   * Reads a whole response.
   *
   * @throws IOException if it is not one
   */
  static HttpReply parse(byte[] bytes) throws IOException {
    int headEnd = indexOf(bytes, HEAD_END, 0);
    if (headEnd < 0) {
      throw new IOException("the answer has no end of its header");
    }
    String head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1);
    byte[] body = Arrays.copyOfRange(bytes, headEnd + HEAD_END.length, bytes.length);
    boolean chunked = head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked");
    return new HttpReply(status(head), Bytes.of(chunked ? unchunk(body) : body));
  }

  private static int status(String head) throws IOException {
    if (!head.matches("(?s)HTTP/1\\.1 [1-5][0-9]{2}[ \r].*")) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** RFC 9112 §7.1. */
  private static byte[] unchunk(byte[] body) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream(body.length);
    int at = 0;
    while (true) {
      int lineEnd = indexOf(body, LINE_END, at);
      if (lineEnd < 0) {
        throw new IOException("the answer ends within a chunk");
      }
      int size = size(new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1));
      at = lineEnd + LINE_END.length;
      if (size == 0) {
        return content.toByteArray();
      }
      if (size > body.length - at) {
        throw new IOException("the answer ends within a chunk");
      }
      content.write(body, at, size);
      at += size + LINE_END.length;
    }
  }

  private static int size(String line) throws IOException {
    try {
      return Integer.parseUnsignedInt(line.split(";", 2)[0].strip(), 16) & Integer.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new IOException("the answer has a malformed chunk", e);
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int i = from; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
