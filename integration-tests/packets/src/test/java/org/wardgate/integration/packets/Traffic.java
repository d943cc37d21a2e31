package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The program that sends and receives in all namespaces. */
final class Traffic implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private static final long PROGRESS_COUNT = 20;
  private static final long PAUSE_NANOS = 20_000_000;

  private final Path script;
  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;
  private List<Probe> flooded = List.of();

  Traffic() throws IOException {
    script = Files.createTempFile("wardgate-traffic", ".py");
    try (InputStream source =
        Objects.requireNonNull(Traffic.class.getResourceAsStream("traffic.py"))) {
      Files.write(script, source.readAllBytes());
    }
    process =
        new ProcessBuilder("python3", "-u", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(answers.readLine()).isEqualTo("ready");
  }

  /** Sends everything and checks that what shall arrive does, and nothing else. */
  void check(List<Probe> probes) throws IOException {
    request("run", probes);
    List<String> wrong = new ArrayList<>();
    for (Probe probe : probes) {
      String verdict = answers.readLine();
      if (!"ok".equals(verdict)) {
        wrong.add(probe.line() + ": " + verdict);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Sends datagrams again and again until {@link #stop}. */
  void flood(List<Probe> probes) {
    request("flood", probes);
    flooded = probes;
  }

  /** Waits until more of everything that shall arrive has arrived. */
  void awaitProgress() throws IOException {
    List<Long> before = counts("count");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    List<Long> now = before;
    while (!progressed(before, now)) {
      assertThat(System.nanoTime()).as("no progress after %s", now).isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
      now = counts("count");
    }
  }

  private boolean progressed(List<Long> before, List<Long> now) {
    return IntStream.range(0, flooded.size())
        .allMatch(i -> !flooded.get(i).passes() || now.get(i) >= before.get(i) + PROGRESS_COUNT);
  }

  /** How many of what shall arrive have arrived. */
  long admittedCount() throws IOException {
    List<Long> now = counts("count");
    return IntStream.range(0, flooded.size())
        .filter(i -> flooded.get(i).passes())
        .mapToLong(now::get)
        .sum();
  }

  /** Ends the flood; nothing that shall not arrive may have. */
  void stop() throws IOException {
    List<Long> counts = counts("stop");
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      if (!flooded.get(i).passes() && counts.get(i) > 0) {
        wrong.add(flooded.get(i).line() + ": " + counts.get(i) + " passed");
      }
    }
    flooded = List.of();
    assertThat(wrong).isEmpty();
  }

  private List<Long> counts(String command) throws IOException {
    requests.println(command);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < flooded.size(); i++) {
      counts.add(Long.valueOf(answers.readLine()));
    }
    return counts;
  }

  private void request(String command, List<Probe> probes) {
    StringBuilder request = new StringBuilder(command);
    request.append(' ').append(probes.size()).append(' ').append(PATIENCE_SECONDS).append('\n');
    probes.forEach(probe -> request.append(probe.line()).append('\n'));
    requests.print(request);
    requests.flush();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(script);
  }
}
