package org.wardgate.platform.felix.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real mosquitto on a port of its own, which can be killed, frozen and started again. */
public final class MosquittoBroker implements AutoCloseable {
  private final Path configuration;
  private final int port;
  private @Nullable Process process;

  private MosquittoBroker(Path configuration, int port) {
    this.configuration = configuration;
    this.port = port;
  }

  /** Starts one; skips the test where none is installed, except under {@code CI=true}. */
  public static MosquittoBroker start(Path directory, String... options) throws IOException {
    boolean required = "true".equals(System.getenv("CI"));
    assumeTrue(required || program().isPresent(), "mosquitto is not installed");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = directory.resolve("mosquitto.conf");
    List<String> lines =
        Stream.concat(
                Stream.of(
                    "listener " + port + " 127.0.0.1",
                    "allow_anonymous true",
                    "user " + System.getProperty("user.name")),
                Stream.of(options))
            .toList();
    Files.write(configuration, lines);
    MosquittoBroker broker = new MosquittoBroker(configuration, port);
    broker.restart();
    return broker;
  }

  /** Port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Starts it (again), on the same port; returns when it serves. */
  public void restart() throws IOException {
    String program = program().map(Path::toString).orElse("mosquitto");
    Process started =
        new ProcessBuilder(program, "-v", "-c", configuration.toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    BufferedReader log = started.inputReader(StandardCharsets.UTF_8);
    String line = log.readLine();
    while (line != null && !line.contains("running")) {
      line = log.readLine();
    }
    assertThat(line).as("mosquitto runs").isNotNull();
    Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}), "mosquitto-log");
    drain.setDaemon(true);
    drain.start();
  }

  /** Kills it, as a power cut would. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  /** Stops it without ending its connections. */
  public void freeze() throws IOException, InterruptedException {
    Process running = process;
    assertThat(running).isNotNull();
    if (running != null) {
      int exit =
          new ProcessBuilder("kill", "-STOP", Long.toString(running.pid())).start().waitFor();
      assertThat(exit).isZero();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static Optional<Path> program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
