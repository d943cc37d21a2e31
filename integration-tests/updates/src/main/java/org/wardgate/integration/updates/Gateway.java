package org.wardgate.integration.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A standalone gateway as a process of its own that can be killed. */
final class Gateway implements AutoCloseable {
  private static final long READY_SECONDS = 120;
  private static final long LOOK_NANOS = 20_000_000;

  private final Path distribution;
  private final Path instance;
  private final Site site;
  private final ObjectMapper mapper = new ObjectMapper();

  private @Nullable Process process;

  Gateway(Path distribution, Path instance, Site site, String anchors) throws IOException {
    this.distribution = distribution;
    this.instance = instance;
    this.site = site;
    site.configure(
        "org.wardgate.updater",
        Map.of("installSeconds", 30, "probationSeconds", 2, "inboxPollSeconds", 1));
    Path trusted = instance.resolve("data/update/anchors.pem");
    Files.createDirectories(trusted.getParent());
    Files.writeString(trusted, anchors);
  }

  /** Starts it; returns when it is ready. */
  void start() throws IOException {
    List<String> command = new ArrayList<>(site.enterGateway());
    command.add(distribution.resolve("lib/gateway").toString());
    command.addAll(List.of("--instance", instance.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(instance.resolve("out.txt").toFile()));
    process = builder.start();
    await("the gateway is ready", this::ready);
  }

  /** What is waited for. */
  interface Condition {
    /** Whether it holds. */
    boolean holds() throws IOException;
  }

  void await(String what, Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!condition.holds()) {
      Process running = process;
      if (running != null && !running.isAlive()) {
        throw new IOException("the gateway ended with " + running.exitValue());
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("not within " + READY_SECONDS + " s: " + what);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean ready() {
    try {
      return Files.exists(token()) && curl("/health/ready", "-o", "/dev/null").isEmpty();
    } catch (IOException e) {
      return false; // not yet
    }
  }

  private Path token() {
    return instance.resolve("data/admin/admin.token");
  }

  private String curl(String path, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("curl", "-sf", "--max-time", "20"));
    command.addAll(List.of("--unix-socket", instance.resolve("admin.sock").toString()));
    String header = "Authorization: Bearer " + Files.readString(token()).strip();
    command.addAll(List.of("-H", header));
    command.addAll(List.of(options));
    command.add("http://localhost" + path);
    return Shell.run(command);
  }

  /** Tells the admin API something. */
  void tell(String path, String json) throws IOException {
    curl("/api/v1" + path, "-H", "Content-Type: application/json", "-d", json);
  }

  /** What the admin API answers. */
  JsonNode ask(String path) throws IOException {
    return mapper.readTree(curl("/api/v1" + path));
  }

  /** Pulls the plug. */
  void kill() throws IOException {
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
      try {
        running.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    process = null;
  }

  Path updates() {
    return instance.resolve("data/updates");
  }

  Path inbox() {
    return updates().resolve("inbox");
  }

  /** Whether no update is under way, and none waits. */
  boolean isAtRest() throws IOException {
    return phase().equals("IDLE")
        && !Files.exists(updates().resolve("request.properties"))
        && isEmpty(updates().resolve("steps"))
        && !Files.exists(inbox().resolve("update.dp"));
  }

  private static boolean isEmpty(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (var content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  Path runningJars() {
    return instance.resolve("running");
  }

  /** A file of properties; empty if there is none or it is just being replaced. */
  Properties properties(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  String phase() throws IOException {
    return properties(updates().resolve("state.properties")).getProperty("phase", "IDLE");
  }

  /** Where the installer stands with an update: a phase, or WAITING for it, or OVER with it. */
  String step(Release update) throws IOException {
    Properties state = properties(updates().resolve("state.properties"));
    if (!update.version().equals(state.getProperty("version"))) {
      return "WAITING";
    }
    String phase = state.getProperty("phase", "");
    return phase.equals("IDLE") ? "OVER" : phase;
  }

  /** Version of the set that counts; empty for the distribution's. */
  String counts() throws IOException {
    return properties(instance.resolve("set.properties")).getProperty("version", "");
  }

  /** The last lines of its log. */
  String words(int lines) throws IOException {
    Path log = instance.resolve("gateway.log");
    List<String> all = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
