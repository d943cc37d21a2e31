package org.wardgate.emulators.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed set of named network namespaces: made together, removed together. */
final class Namespaces {
  private static final Logger LOG = LoggerFactory.getLogger(Namespaces.class);
  private static final Path FOLDER = Path.of("/run/netns");
  private static final Duration TERM_MAX = Duration.ofSeconds(5);

  private final List<String> names;

  Namespaces(List<String> names) {
    this.names = List.copyOf(names);
  }

  void add() throws IOException {
    for (String name : names) {
      Programs.run(List.of("ip", "netns", "add", name));
    }
  }

  /** Removes what a killed demo left, the processes in its namespaces included. */
  void removeLeftovers() throws IOException {
    remove();
    Optional<String> left = names.stream().filter(Namespaces::exists).findFirst();
    if (left.isPresent()) {
      throw new IOException(
          "the namespace " + left.get() + " of an earlier demo cannot be removed");
    }
  }

  /** Ends the processes inside, then removes the namespaces. Idempotent. */
  void remove() {
    List<String> present = names.stream().filter(Namespaces::exists).toList();
    present.stream().flatMap(name -> processes(name).stream()).forEach(Namespaces::end);
    for (String name : present) {
      try {
        Programs.run(List.of("ip", "netns", "del", name));
      } catch (IOException e) {
        LOG.warn("namespace not removed: {}", e.getMessage());
      }
    }
  }

  private static boolean exists(String name) {
    return Files.exists(FOLDER.resolve(name));
  }

  private static List<ProcessHandle> processes(String name) {
    try {
      return Programs.run(List.of("ip", "netns", "pids", name))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .map(Long::valueOf)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .toList();
    } catch (IOException | NumberFormatException e) {
      LOG.warn("processes of {} not listed: {}", name, e.getMessage());
      return List.of();
    }
  }

  private static void end(ProcessHandle process) {
    CompletableFuture<ProcessHandle> ended = process.onExit();
    process.destroy();
    try {
      ended.get(TERM_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      ended.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      LOG.warn("process {} not watched: {}", process.pid(), e.getMessage());
    }
  }
}
