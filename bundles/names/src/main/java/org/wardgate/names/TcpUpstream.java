package org.wardgate.names;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks upstream over TCP what did not fit a datagram. Thread-safe, blocks. */
final class TcpUpstream {
  /** Longest answer read, in bytes. */
  static final int ANSWER_MAX_BYTES = 16_384;

  /** How long connecting, and each read, may take. */
  static final int TIMEOUT_MS = 1_500;

  private final InetSocketAddress upstream;

  TcpUpstream(InetSocketAddress upstream) {
    this.upstream = upstream;
  }

  // RFC 7766 §8: each message is preceded by its length in two bytes
  byte[] ask(byte[] query) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(upstream, TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream output = new DataOutputStream(socket.getOutputStream());
      byte[] framed = new byte[query.length + 2];
      framed[0] = (byte) (query.length >> 8);
      framed[1] = (byte) query.length;
      System.arraycopy(query, 0, framed, 2, query.length);
      output.write(framed);
      output.flush();
      DataInputStream input = new DataInputStream(socket.getInputStream());
      int length = input.readUnsignedShort();
      if (length > ANSWER_MAX_BYTES) {
        throw new IOException("an answer of " + length + " bytes");
      }
      return input.readNBytes(length);
    }
  }
}
