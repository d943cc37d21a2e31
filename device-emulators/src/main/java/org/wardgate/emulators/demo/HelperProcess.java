package org.wardgate.emulators.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.Programs;

/**
 * A process of the demo: in a session of its own, so that a Ctrl-C meant for the demo does not
 * reach it, and ended by closing its standard input.
 */
final class HelperProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HelperProcess.class);
  private static final Duration END_MAX = Duration.ofSeconds(6);
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k", "-Xms16m");

  private final Process process;
  private final CompletableFuture<String> firstLine = new CompletableFuture<>();

  private HelperProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a class of this jar.
   *
   * @param enter what to put before the command
   * @param heapMaxMegabytes for its JVM
   * @param main its class
   * @param argument for its main method
   * @param errors file for its standard error
   * @param lines gets every line of its standard output, on a thread of its own
   */
  static HelperProcess start(
      List<String> enter,
      int heapMaxMegabytes,
      Class<?> main,
      Path argument,
      Path errors,
      Consumer<String> lines)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaProgram());
    command.addAll(JVM_OPTIONS);
    command.add("-Xmx" + heapMaxMegabytes + "m");
    command.addAll(List.of("-cp", ThisJar.classPath()));
    command.addAll(List.of(main.getName(), argument.toString()));
    List<String> whole = new ArrayList<>(enter);
    whole.addAll(detached(command));
    Process process = Programs.builder(whole).redirectError(errors.toFile()).start();
    HelperProcess helper = new HelperProcess(process);
    Thread reader = new Thread(() -> helper.read(lines), main.getSimpleName() + "-output");
    reader.setDaemon(true);
    reader.start();
    return helper;
  }

  /** The running JVM's program. */
  static String javaProgram() {
    return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
  }

  /** In a session of its own where the system can do that. */
  static List<String> detached(List<String> command) {
    if (Programs.find("setsid").isEmpty()) {
      return command;
    }
    List<String> detached = new ArrayList<>();
    detached.add("setsid");
    detached.addAll(command);
    return detached;
  }

  /** Waits for the first line of output. */
  String awaitFirstLine(Duration atMost) throws IOException, InterruptedException {
    try {
      return firstLine.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("it did not start", e);
    }
  }

  private void read(Consumer<String> lines) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        firstLine.complete(line);
        lines.accept(line);
      }
    } catch (IOException e) {
      LOG.debug("output ended: {}", e.getMessage());
    }
    firstLine.completeExceptionally(new IOException("it ended at once"));
  }

  @Override
  public String toString() {
    return "process " + process.pid();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (IOException e) {
      LOG.debug("input not closed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(process.toHandle());
  }

  /** Asks a process to end, and makes it end. */
  static void end(ProcessHandle process) {
    CompletableFuture<ProcessHandle> ended = process.onExit();
    process.destroy();
    try {
      ended.get(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      ended.join();
    } catch (ExecutionException e) {
      LOG.warn("process {} not watched: {}", process.pid(), e.getMessage());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
