package org.wardgate.command.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One HTTP request over a Unix socket, one connection each. */
final class SocketExchange {

  /** Largest answer, in bytes. */
  static final int ANSWER_MAX_BYTES = 32 * 1024 * 1024;

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
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> cut(channel, ended));
      try {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        byte[] answer = Channels.newInputStream(channel).readNBytes(ANSWER_MAX_BYTES + 1);
        if (answer.length > ANSWER_MAX_BYTES) {
          throw new IOException("the answer is too large");
        }
        return HttpReply.parse(answer);
      } finally {
        ended.set(true);
      }
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
