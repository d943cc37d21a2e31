package org.wardgate.names;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Asks upstream over TCP what did not fit a datagram. Thread-safe, blocks. */
final class TcpUpstream {
  /** How long all of it may take. */
  static final int TIMEOUT_MS = 2_500;

  private static final int LENGTH_BYTES = 2;

  private final InetSocketAddress upstream;

  TcpUpstream(InetSocketAddress upstream) {
    this.upstream = upstream;
  }

  // RFC 7766 §8: each message is preceded by its length in two bytes
  byte[] ask(byte[] query) throws IOException {
    long endNanos = System.nanoTime() + TIMEOUT_MS * 1_000_000L;
    try (Socket socket = new Socket()) {
      socket.connect(upstream, TIMEOUT_MS);
      byte[] framed = new byte[query.length + LENGTH_BYTES];
      framed[0] = (byte) (query.length >> 8);
      framed[1] = (byte) query.length;
      System.arraycopy(query, 0, framed, LENGTH_BYTES, query.length);
      socket.getOutputStream().write(framed);
      byte[] length = read(socket, LENGTH_BYTES, endNanos);
      return read(socket, ((length[0] & 0xff) << 8) | (length[1] & 0xff), endNanos);
    }
  }

  private static byte[] read(Socket socket, int count, long endNanos) throws IOException {
    byte[] bytes = new byte[count];
    InputStream input = socket.getInputStream();
    for (int at = 0; at < count; ) {
      long leftMs = (endNanos - System.nanoTime()) / 1_000_000L;
      if (leftMs <= 0) {
        throw new SocketTimeoutException("the answer takes too long");
      }
      socket.setSoTimeout((int) leftMs);
      int read = input.read(bytes, at, count - at);
      if (read < 0) {
        throw new EOFException("the answer ends early");
      }
      at += read;
    }
    return bytes;
  }
}
