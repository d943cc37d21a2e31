package org.wardgate.ward.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.platform.SystemPrograms;

/**
 * Runs ulogd2 as a child and hands on what it prints; starts it again, ever more slowly, when it
 * ends. Without it denied packets stay denied, they are only not seen. Thread-safe.
 */
final class UlogdSource implements Runnable {
  /** Pause before the second start. */
  static final Duration BACKOFF_MIN = Duration.ofSeconds(1);

  /** Longest pause between starts. */
  static final Duration BACKOFF_MAX = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(UlogdSource.class);
  private static final int SAID_MAX_CHARS = 200;

  private final NetworkSettings settings;
  private final Consumer<String> lines;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean healthy;
  private volatile @Nullable Process process;
  private String lastProblem = "";

  UlogdSource(NetworkSettings settings, Consumer<String> lines) {
    this.settings = settings;
    this.lines = lines;
  }

  /** Whether a ulogd2 is running now. */
  boolean healthy() {
    return healthy;
  }

  @Override
  public void run() {
    Duration pause = BACKOFF_MIN;
    try {
      while (stop.getCount() > 0) {
        long start = System.nanoTime();
        runOnce();
        boolean ranLong = System.nanoTime() - start > BACKOFF_MAX.toNanos();
        pause = ranLong ? BACKOFF_MIN : pause;
        if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the child and the loop. */
  void stop() {
    stop.countDown();
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
    }
  }

  private void runOnce() throws InterruptedException {
    Optional<Path> plugins = settings.pluginDirectory().or(UlogdConfig::findPlugins);
    if (plugins.isEmpty()) {
      problem("ulogd2 or its JSON output is not installed");
      return;
    }
    try {
      runIn(
          Files.createTempDirectory(
              "wardgate-ulogd",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
          plugins.get());
    } catch (IOException e) {
      problem(String.valueOf(e.getMessage()));
    }
  }

  private void runIn(Path folder, Path plugins) throws IOException, InterruptedException {
    Path config = folder.resolve("ulogd.conf");
    Path said = folder.resolve("ulogd.log");
    try {
      Files.writeString(config, UlogdConfig.text(plugins, settings.nflogGroup()));
      String ulogd = SystemPrograms.ofThisMachine().find(settings.ulogdCommand());
      Process child =
          new ProcessBuilder(DeathBond.of(List.of(ulogd, "-c", config.toString())))
              .redirectError(said.toFile())
              .start();
      process = child;
      child.getOutputStream().close();
      pump(child);
      int status = end(child);
      if (stop.getCount() > 0) {
        problem("ulogd ended with " + status + " " + lastWords(said));
      }
    } finally {
      healthy = false;
      Files.deleteIfExists(config);
      Files.deleteIfExists(said);
      Files.deleteIfExists(folder);
    }
  }

  private void pump(Process child) throws IOException {
    if (stop.getCount() == 0) {
      return;
    }
    healthy = true;
    LOG.info("denied packets are observed by process {}", child.pid());
    BoundedLines output =
        new BoundedLines(child.getInputStream(), DeniedPacketParser.LINE_MAX_BYTES);
    for (Optional<String> line = output.next(); line.isPresent(); line = output.next()) {
      lastProblem = "";
      lines.accept(line.get());
    }
  }

  private static int end(Process child) throws InterruptedException {
    child.destroy();
    if (!child.waitFor(5, TimeUnit.SECONDS)) {
      child.destroyForcibly();
    }
    return child.waitFor();
  }

  private static String lastWords(Path said) throws IOException {
    if (Files.size(said) > 1 << 20) {
      return "";
    }
    String text = Files.readString(said).strip();
    return text.substring(Math.max(0, text.length() - SAID_MAX_CHARS));
  }

  private void problem(String what) {
    if (!lastProblem.equals(what)) {
      lastProblem = what;
      LOG.error(
          "{} {}: {}",
          NetworkErrors.VIOLATION_SOURCE_FAILED.code(),
          NetworkErrors.VIOLATION_SOURCE_FAILED.reason(),
          what);
    }
  }
}
