package org.wardgate.enforcement.nft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends packets of any kind from a namespace and sees the ones that come in. */
final class RawPackets implements AutoCloseable {
  private final Process process;
  private final PrintStream commands;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  RawPackets(Namespace namespace) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                List.of("ip", "netns", "exec", namespace.name(), "python3", script(), "eth0"))
            .redirectErrorStream(true)
            .start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "raw-" + namespace.name());
    reader.setDaemon(true);
    reader.start();
    Await.until("raw packets in " + namespace.name(), PATIENCE, () -> seen.contains("bound eth0"));
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static String script() {
    try {
      return Path.of(Objects.requireNonNull(RawPackets.class.getResource("/packets.py")).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** One neighbour advertisement about an address, with the namespace's own hardware address. */
  static void advertise(Namespace namespace, String address, String destination)
      throws IOException, InterruptedException {
    String mac = namespace.run("cat /sys/class/net/eth0/address").get(0);
    try (RawPackets raw = new RawPackets(namespace)) {
      raw.tell("advertise " + address + " " + destination + " " + mac);
    }
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(seen::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      seen.add("ended");
    }
  }

  void tell(String command) {
    commands.println(command);
  }

  boolean arrived(String token) {
    return seen.contains("arrived " + token);
  }

  List<String> failures() {
    return seen.stream().filter(line -> !line.startsWith("arrived ")).sorted().toList();
  }

  void await(String token) throws InterruptedException {
    Await.until(token + " arrives; " + failures(), PATIENCE, () -> arrived(token));
  }

  /** Ends it after what it was told is done. */
  @Override
  public void close() throws IOException {
    commands.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
