package org.wardgate.command.gateway;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Unix socket that gives prepared answers, the last one again and again. */
final class FakeGateway {

  final List<String> requests = new CopyOnWriteArrayList<>();
  private final ServerSocketChannel server;
  private final Deque<String> answers;

  FakeGateway(Path socket, String... answers) throws IOException {
    this.answers = new ArrayDeque<>(List.of(answers));
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread = new Thread(this::serve, "fake-gateway");
    thread.setDaemon(true);
    thread.start();
  }

  static String json(int status, String body) {
    return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\n\r\n" + body;
  }

  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        try (SocketChannel client = server.accept()) {
          ByteBuffer buffer = ByteBuffer.allocate(65_536);
          client.read(buffer);
          buffer.flip();
          requests.add(StandardCharsets.UTF_8.decode(buffer).toString());
          String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
          client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (IOException e) {
      requests.add("closed: " + e.getClass().getSimpleName());
    }
  }
}
