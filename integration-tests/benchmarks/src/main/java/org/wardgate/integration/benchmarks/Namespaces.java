package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The network namespaces of one run; all are gone when it is closed. */
public final class Namespaces implements AutoCloseable {
  private final String prefix = "wgb" + ProcessHandle.current().pid();
  private final List<String> names = new ArrayList<>();

  /** Makes one; its name. */
  public String add(String role) throws IOException {
    String name = prefix + role;
    names.add(name);
    shell("ip netns add " + name);
    run(name, "ip link set lo up");
    run(name, "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
    return name;
  }

  /** Runs a command line in a namespace. */
  public static String run(String namespace, String commandLine) throws IOException {
    return shell("ip netns exec " + namespace + " " + commandLine);
  }

  /** Lines of {@code ip}, all in one process. */
  public static void batch(String namespace, List<String> lines) throws IOException {
    Process ip = new ProcessBuilder("ip", "-n", namespace, "-batch", "-").start();
    try (var input = ip.getOutputStream()) {
      input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(ip.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    end(ip, "ip -batch", said);
  }

  public static String shell(String commandLine) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", commandLine).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    end(process, commandLine, output);
    return output;
  }

  private static void end(Process process, String what, String output) throws IOException {
    try {
      if (process.waitFor() != 0) {
        throw new IOException(what + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (String name : names) {
      shell("ip netns pids " + name + " | xargs -r kill -9; ip netns del " + name + "; true");
    }
  }
}
