package org.wardgate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AdminRelayTest {

  @TempDir Path directory = Path.of("");
  private ServerSocket upstream = unconnected();
  private Path socket = Path.of("");

  private static ServerSocket unconnected() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void path() {
    socket = directory.resolve("admin.sock");
  }

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  private AdminRelay relay() throws IOException {
    return AdminRelay.open(
        socket, new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.getLocalPort()));
  }

  /** Answers every connection with what it was sent, in capitals, once that is complete. */
  private void answerInCapitals() {
    Thread server =
        new Thread(
            () -> {
              try {
                while (true) {
                  try (Socket client = upstream.accept()) {
                    String text =
                        new String(
                            client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                    client
                        .getOutputStream()
                        .write(text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
                  }
                }
              } catch (IOException e) {
                assertThat(upstream.isClosed()).isTrue();
              }
            });
    server.setDaemon(true);
    server.start();
  }

  private String ask(String text) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer request = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      channel.shutdownOutput();
      StringBuilder answer = new StringBuilder();
      ByteBuffer buffer = ByteBuffer.allocate(4_096);
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        answer.append(StandardCharsets.US_ASCII.decode(buffer));
        buffer.clear();
      }
      return answer.toString();
    }
  }

  @Test
  void carriesBothWays() throws Exception {
    answerInCapitals();
    try (AdminRelay relay = relay()) {
      assertThat(ask("hello " + relay.getClass().getSimpleName())).isEqualTo("HELLO ADMINRELAY");
      String large = "x".repeat(200_000);
      assertThat(ask(large)).hasSize(large.length());
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void isTheOwnersAlone() throws Exception {
    try (AdminRelay relay = relay()) {
      assertThat(relay).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void replacesASocketLeftBehind() throws Exception {
    Files.writeString(socket, "left behind");
    answerInCapitals();
    try (AdminRelay relay = relay()) {
      assertThat(relay).isNotNull();
      assertThat(ask("a")).isEqualTo("A");
    }
  }

  @Test
  void anUpstreamThatIsAwayEndsTheConnectionAndNothingElse() throws Exception {
    int port = upstream.getLocalPort();
    try (AdminRelay relay = relay()) {
      upstream.close();
      assertThatAnswerIsMissing();
      upstream = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      answerInCapitals();
      relay.retarget(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      assertThat(ask("b")).isEqualTo("B");
    }
  }

  /** The connection ends before or after the request could be written. */
  private void assertThatAnswerIsMissing() {
    String answer;
    try {
      answer = ask("a");
    } catch (IOException e) {
      answer = "";
    }
    assertThat(answer).isEmpty();
  }

  @Test
  void connectionsAreBounded() throws Exception {
    try (AdminRelay relay = relay()) {
      assertThat(relay).isNotNull();
      List<SocketChannel> clients = new ArrayList<>();
      for (int i = 0; i < AdminRelay.CONNECTIONS_MAX + 3; i++) {
        clients.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      }
      List<Socket> served = new ArrayList<>();
      for (int i = 0; i < AdminRelay.CONNECTIONS_MAX; i++) {
        served.add(upstream.accept());
      }
      upstream.setSoTimeout(200);
      assertThatThrownBy(upstream::accept).isInstanceOf(SocketTimeoutException.class);
      served.get(0).close();
      upstream.setSoTimeout(60_000);
      served.add(upstream.accept());
      for (SocketChannel client : clients) {
        client.close();
      }
      for (Socket socketServed : served) {
        socketServed.close();
      }
    }
  }

  @Test
  void aPathTooLongForASocketIsSaid() {
    socket = directory.resolve("x".repeat(120));
    assertThatThrownBy(this::relay).isInstanceOf(IOException.class).hasMessageContaining("xxx");
  }
}
