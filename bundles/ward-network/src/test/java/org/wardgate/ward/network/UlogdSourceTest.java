package org.wardgate.ward.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UlogdSourceTest {
  @TempDir private Path folder = Path.of("");

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @Test
  void startsAgainWhatEnds() throws Exception {
    UlogdSource source = source("echo hello; exit 1");
    Thread thread = start(source);

    assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
    assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");

    source.stop();
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(source.healthy()).isFalse();
  }

  @Test
  void stoppingEndsTheChild() throws Exception {
    UlogdSource source = source("echo $$; exec sleep 1000");
    Thread thread = start(source);
    long pid = Long.parseLong(String.valueOf(lines.poll(20, TimeUnit.SECONDS)));

    source.stop();
    thread.join(20_000);

    Optional<ProcessHandle> child = ProcessHandle.of(pid);
    if (child.isPresent()) {
      child.get().onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aKilledGatewayTakesTheChildWithIt() throws Exception {
    boolean bonded = DeathBond.of(List.of("x")).size() > 1;
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(bonded, "needs setpriv of util-linux");
    }
    Process gateway =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dorg.wardgate.programs.any=true",
                "-cp",
                System.getProperty("java.class.path"),
                UlogdHolder.class.getName(),
                program("echo $$; exec sleep 1000").toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
      long pid = Long.parseLong(String.valueOf(said.readLine()));
      Optional<ProcessHandle> child = ProcessHandle.of(pid);

      gateway.destroyForcibly();

      if (child.isPresent()) {
        child.get().onExit().get(20, TimeUnit.SECONDS);
      }
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      gateway.destroyForcibly();
    }
  }

  @Test
  void withoutUlogdItOnlySaysSo() throws Exception {
    UlogdSource source =
        new UlogdSource(settings("/nonexistent/ulogd", Optional.of(folder)), lines::add);
    Thread thread = start(source);

    assertThat(source.healthy()).isFalse();

    source.stop();
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void theConfigurationHoldsOneStack() {
    assertThat(UlogdConfig.text(Path.of("/usr/lib/ulogd"), 7))
        .contains("group=7", "file=\"/dev/stdout\"", "/usr/lib/ulogd/ulogd_output_JSON.so");
  }

  /** A real ulogd2, real rules, real packets: what was dropped is told with all addresses. */
  @Test
  @Tag("root")
  void tellsOfARealPortScan() throws Exception {
    boolean ready =
        Files.exists(Path.of("/usr/sbin/ulogd")) && UlogdConfig.findPlugins().isPresent();
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root && ready, "needs root and ulogd2 with its JSON output");
    }
    String name = "wgn" + ProcessHandle.current().pid() % 100_000;
    sh("ip netns add " + name + "; ip netns add " + name + "d");
    try {
      sh(
          "exec ip netns exec "
              + name
              + " sh -ec '"
              + "ip link add br0 type bridge; ip addr add 10.77.0.1/24 dev br0;"
              + "ip link add p0 type veth peer name eth0 netns "
              + name
              + "d;"
              + "ip link set p0 master br0 up; ip link set br0 up;"
              + "nft \"add table inet t { chain i { type filter hook input priority 0;"
              + " iifname br0 log group 5 queue-threshold 1 drop; }; }\"'");
      Path program = program("exec ip netns exec " + name + " /usr/sbin/ulogd \"$@\"");
      ViolationAggregator aggregator = new ViolationAggregator(System::nanoTime);
      DeniedPacketParser parser = new DeniedPacketParser("br0");
      UlogdSource source =
          new UlogdSource(settings(program.toString(), Optional.empty()), lines::add);
      start(source);
      sh(
          "exec ip netns exec "
              + name
              + "d sh -ec '"
              + "ip link set eth0 address 02:77:00:00:00:0b; ip addr add 10.77.0.11/24 dev eth0;"
              + "ip link set eth0 up'");
      long count = 0;
      int destinations = 0;
      for (int port = 1; destinations < 20 && port < 10_000; port++) {
        sh("exec ip netns exec " + name + "d bash -c 'echo x >/dev/udp/10.77.0.1/" + port + "'");
        for (String line = lines.poll(); line != null; line = lines.poll()) {
          DeniedPacket packet = parser.parse(line).orElse(null);
          if (packet != null && packet.protocol() == 17) {
            assertThat(packet.source().mac()).isEqualTo("02:77:00:00:00:0b");
            assertThat(packet.destination().getHostAddress()).isEqualTo("10.77.0.1");
            for (var event : aggregator.add(packet)) {
              count += event.count();
            }
            destinations++;
          }
        }
      }
      assertThat(destinations).isGreaterThanOrEqualTo(20);
      assertThat(count).isPositive();
      source.stop();
    } finally {
      sh("ip netns pids " + name + " | xargs -r kill -9; ip netns del " + name);
      sh("ip netns del " + name + "d");
    }
  }

  private UlogdSource source(String script) throws IOException {
    return new UlogdSource(settings(program(script).toString(), Optional.of(folder)), lines::add);
  }

  private static Thread start(UlogdSource source) {
    Thread thread = new Thread(source);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private Path program(String script) throws IOException {
    Path program = folder.resolve("ulogd");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private static NetworkSettings settings(String command, Optional<Path> plugins) {
    return new NetworkSettings("br0", command, plugins, 5, "ip", true);
  }

  private static void sh(String commandLine) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", commandLine).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(commandLine + ": " + said).isZero();
  }
}
