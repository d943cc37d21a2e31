package org.wardgate.enforcement.nft;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A network namespace with, if asked for, a {@link PacketAgent} in it. */
final class Namespace implements AutoCloseable {
  private final String name;
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private @Nullable Process agent;
  private @Nullable PrintStream commands;

  Namespace(String name) throws IOException {
    this.name = name;
    sh("ip netns add " + name);
    run("ip link set lo up");
  }

  String name() {
    return name;
  }

  /** Runs a command line of the host. */
  static List<String> sh(String commandLine) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", commandLine).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (end(process) != 0) {
      throw new IOException(commandLine + ": " + output);
    }
    return output.lines().toList();
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Runs a command line in the namespace. */
  List<String> run(String commandLine) throws IOException {
    return sh("ip netns exec " + name + " " + commandLine);
  }

  Namespace startAgent() throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name, javaProgram()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PacketAgent.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    agent = process;
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(() -> read(process), "agent-" + name);
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private static String javaProgram() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private void read(Process process) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(received::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      received.add("agent ended");
    }
  }

  void tell(String command) {
    PrintStream stream = commands;
    if (stream == null) {
      throw new IllegalStateException("no agent in " + name);
    }
    stream.println(command);
  }

  /** Listens and waits until it does. */
  void listen(String address, int port) throws InterruptedException {
    tell("listen " + address + " " + port);
    await("bound " + address + ":" + port);
  }

  boolean saw(String line) {
    return received.contains(line);
  }

  boolean sawStarting(String prefix) {
    return received.stream().anyMatch(line -> line.startsWith(prefix));
  }

  long countStarting(String prefix) {
    return received.stream().filter(line -> line.startsWith(prefix)).count();
  }

  /** The highest number seen behind a prefix; -1 if there is none. */
  long last(String prefix) {
    return numbers(prefix).max().orElse(-1);
  }

  /** The numbers up to a last one that were not seen, but for those before the first. */
  List<Long> missing(String prefix, long last) {
    long first = numbers(prefix).min().orElse(0);
    return LongStream.rangeClosed(first, last)
        .filter(number -> !received.contains(prefix + number))
        .boxed()
        .toList();
  }

  private LongStream numbers(String prefix) {
    return received.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())));
  }

  void await(String line) throws InterruptedException {
    Await.until(line + " in " + name, Duration.ofSeconds(20), () -> saw(line));
  }

  @Override
  public void close() throws IOException {
    if (agent != null) {
      agent.destroyForcibly();
      end(agent);
    }
    sh("ip netns pids " + name + " | xargs -r kill -9; ip netns del " + name);
  }
}
