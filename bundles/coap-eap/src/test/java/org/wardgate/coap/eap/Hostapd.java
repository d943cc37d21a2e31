package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's hostapd as a RADIUS and EAP server for clients on the loopback interface alone. */
final class Hostapd implements AutoCloseable {
  static final String SECRET = "a-shared-secret-of-the-ward";
  static final String PSK = "0123456789abcdef0123456789abcdef";

  private static final Path PROGRAM = Path.of("/usr/sbin/hostapd");

  private final Process process;
  private final Path log;
  private final int port;

  private Hostapd(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts it, or skips the test on a machine without; where CI is set it has to be there. */
  static Hostapd start(Path directory, TestCa ca) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      String message = PROGRAM + " is missing: apt install hostapd";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      abort(message);
    }
    int port = freePort();
    Path log = directory.resolve("hostapd.log");
    write(directory.resolve("users"), users());
    write(directory.resolve("clients"), "127.0.0.1/32 " + SECRET + "\n");
    write(directory.resolve("ca.pem"), ca.anchorPem());
    write(directory.resolve("server.pem"), ca.serverPem());
    write(directory.resolve("server.key"), ca.serverKeyPem());
    Path config = directory.resolve("hostapd.conf");
    write(config, config(directory, port));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "-d", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Hostapd hostapd = new Hostapd(process, log, port);
    hostapd.awaitReady();
    return hostapd;
  }

  private static String users() {
    return "\"pump-1\" PSK "
        + PSK
        + "\n\"pump-2\" PSK ffffffffffffffffffffffffffffffff\n"
        + "\"monitor-1\" TLS\n\"monitor-2\" TLS\n\"lamp-1\" PSK "
        + PSK
        + "\n\"stranger\" PSK "
        + PSK
        + "\n";
  }

  private static String config(Path directory, int port) {
    return String.join(
        "\n",
        "driver=none",
        "interface=wardgate-test",
        "logger_stdout=-1",
        "logger_stdout_level=1",
        "eap_server=1",
        "eap_user_file=" + directory.resolve("users"),
        "radius_server_clients=" + directory.resolve("clients"),
        "radius_server_auth_port=" + port,
        "ca_cert=" + directory.resolve("ca.pem"),
        "server_cert=" + directory.resolve("server.pem"),
        "private_key=" + directory.resolve("server.key"),
        "server_id=aaa.hospital",
        "fragment_size=800",
        "");
  }

  private static void write(Path file, String content) throws IOException {
    Files.writeString(file, content, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!log().contains("AP-ENABLED")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException("hostapd did not start:\n" + log());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      boolean never = new java.util.concurrent.CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What it logged. */
  String log() throws IOException {
    return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
