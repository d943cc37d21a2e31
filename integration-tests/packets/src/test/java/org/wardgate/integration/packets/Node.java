package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A network namespace and a program in it that is told what to do. */
final class Node implements AutoCloseable {
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final String name;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private @Nullable Process process;
  private @Nullable PrintStream commands;

  Node(String name) throws IOException {
    this.name = name;
    sh("ip netns add " + name);
    run("ip link set lo up");
  }

  String name() {
    return name;
  }

  List<String> run(String commandLine) throws IOException {
    return sh("ip netns exec " + name + " " + commandLine);
  }

  static List<String> sh(String commandLine) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", commandLine).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(commandLine + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output.lines().toList();
  }

  Node start(Class<?> program) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    Process started =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                name,
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    process = started;
    commands = new PrintStream(started.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(() -> read(started), "node-" + name);
    reader.setDaemon(true);
    reader.start();
    await("ready");
    return this;
  }

  private void read(Process started) {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(said::add);
    } catch (IOException | UncheckedIOException e) {
      said.add("ended");
    }
  }

  void tell(String command) {
    PrintStream stream = commands;
    if (stream == null) {
      throw new IllegalStateException("nothing runs in " + name);
    }
    stream.println(command);
  }

  boolean saw(String start) {
    return said.stream().anyMatch(line -> line.startsWith(start));
  }

  /** The first line that begins so. */
  String line(String start) {
    return said.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  void await(String start) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!saw(start)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain for " + start + " among " + said);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroyForcibly();
    }
    sh("ip netns pids " + name + " | xargs -r kill -9; ip netns del " + name);
  }
}
