package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How soon a gateway answers and is ready, and how much memory it takes.
 *
 * <p>{@code StartBenchmark DISTRIBUTION INSTANCE [PORT]}, in the network namespace where the
 * gateway shall live; the profile is {@code $WARDGATE_PROFILE}.
 */
public final class StartBenchmark {
  private static final int CONSOLE_PORT = 8480;
  private static final int START_MAX_SECONDS = 60;
  private static final int IDLE_SECONDS = 10;
  private static final long POLL_MILLIS = 20;
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process gateway;
  private final long startNanos = System.nanoTime();

  private StartBenchmark(int port, Process gateway) {
    this.port = port;
    this.gateway = gateway;
  }

  /** Starts a gateway, measures it, ends it. */
  public static void main(String[] arguments) throws Exception {
    Path script = Path.of(arguments[0]).toAbsolutePath().resolve("lib").resolve("gateway");
    Path instance = Path.of(arguments[1]).toAbsolutePath();
    int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : CONSOLE_PORT;
    Path log = Files.createTempFile("wardgate-start-", ".log");
    Process gateway =
        new ProcessBuilder(script.toString(), "--instance", instance.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      new StartBenchmark(port, gateway).measure();
    } finally {
      gateway.destroy();
      gateway.waitFor();
    }
  }

  private void measure() throws IOException, InterruptedException {
    double answers = await("/health/live");
    double ready = await("/health/ready");
    ProcessCost started = ProcessCost.of(gateway.pid());
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    ProcessCost idle = ProcessCost.of(gateway.pid());
    System.out.printf(
        Locale.ROOT,
        "answers after %.2f s, ready after %.2f s, CPU until then %.2f s; RSS %d MB, idle %d MB%n",
        answers,
        ready,
        started.cpuMillis() / 1e3,
        started.rssKibibytes() / 1024,
        idle.rssKibibytes() / 1024);
  }

  /** Seconds from the start until a path answers with 200. */
  private double await(String path) throws IOException, InterruptedException {
    while (gateway.isAlive() && secondsSinceStart() < START_MAX_SECONDS) {
      if (answersOk(path)) {
        return secondsSinceStart();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    throw new IOException(path + " never answered with 200");
  }

  private boolean answersOk(String path) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private double secondsSinceStart() {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
