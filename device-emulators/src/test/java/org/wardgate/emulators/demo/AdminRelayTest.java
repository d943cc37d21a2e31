package org.wardgate.emulators.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminRelayTest {
  @Test
  void requestsPassToTheUnixSocketOnKeptConnections(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("admin.sock");
    try (ServerSocketChannel gateway = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        AdminRelay relay = AdminRelay.open(socket)) {
      gateway.bind(UnixDomainSocketAddress.of(socket));
      Thread serving = new Thread(() -> serve(gateway));
      serving.setDaemon(true);
      serving.start();
      HttpClient client = HttpClient.newHttpClient();
      for (int i = 0; i < 3; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(relay.address() + "/health/ready")).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
            .isEqualTo("ok");
      }
    }
  }

  @Test
  void withoutAGatewayTheApiIsNotReady(@TempDir Path folder) throws Exception {
    try (AdminRelay relay = AdminRelay.open(folder.resolve("none.sock"))) {
      assertThat(new AdminApi(relay.address(), folder.resolve("token")).missing()).isPresent();
    }
  }

  /** Answers every read on one connection, as a server that keeps connections does. */
  private static void serve(ServerSocketChannel gateway) {
    try (SocketChannel client = gateway.accept()) {
      ByteBuffer buffer = ByteBuffer.allocate(8_192);
      while (client.read(buffer) >= 0) {
        buffer.clear();
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
