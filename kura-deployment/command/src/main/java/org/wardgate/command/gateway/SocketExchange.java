package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One HTTP request over a Unix socket, one connection each. */
final class SocketExchange {

  /** Largest answer, in bytes. */
  static final int ANSWER_MAX_BYTES = 32 * 1024 * 1024;

  private static final int BUFFER_BYTES = 65_536;

  private SocketExchange() {}

  /**
   * Sends a request and reads the whole answer.
   *
   * @param socket where
   * @param request line, header and body
   * @param within after this time the connection is cut
   * @throws IOException if nothing, or nothing whole, came back
   */
  static HttpReply send(Path socket, String request, Duration within) throws IOException {
    return exchange(socket, channel -> write(channel, text(request)), within);
  }

  /**
   * Sends a request whose body is a file, and reads the whole answer. The server may answer, and
   * refuse to read on, before it has everything.
   *
   * @param head line and header, with the empty line
   * @throws IOException as the other form
   */
  static HttpReply send(Path socket, String head, Path file, Duration within) throws IOException {
    return exchange(
        socket,
        channel -> {
          try (FileChannel content = FileChannel.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).put(text(head));
            int count;
            do {
              count = content.read(buffer);
              write(channel, buffer.flip());
              buffer.clear();
            } while (count >= 0);
          }
        },
        within);
  }

  /** Writes what is to be sent. */
  private interface Sending {
    void to(SocketChannel channel) throws IOException;
  }

  private static ByteBuffer text(String request) {
    return ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static HttpReply exchange(Path socket, Sending sending, Duration within)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> cut(channel, ended));
      try {
        return answer(channel, sending);
      } finally {
        ended.set(true);
      }
    }
  }

  private static HttpReply answer(SocketChannel channel, Sending sending) throws IOException {
    Optional<IOException> unsent = Optional.empty();
    try {
      sending.to(channel);
    } catch (IOException e) {
      unsent = Optional.of(e);
    }
    try {
      byte[] answer = Channels.newInputStream(channel).readNBytes(ANSWER_MAX_BYTES + 1);
      if (answer.length > ANSWER_MAX_BYTES) {
        throw new IOException("the answer is too large");
      }
      return HttpReply.parse(answer);
    } catch (IOException e) {
      throw unsent.orElse(e);
    }
  }

  private static void cut(SocketChannel channel, AtomicBoolean ended) {
    if (!ended.get()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
