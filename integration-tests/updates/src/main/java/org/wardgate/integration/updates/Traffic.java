package org.wardgate.integration.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Packets that must pass and packets that must not, all the time. */
final class Traffic implements AutoCloseable {
  /** Who sends what must not pass. */
  private static final List<String> DENIED = List.of("stranger", "own", "uninvited");

  private final Path script;
  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;
  private final ObjectMapper mapper = new ObjectMapper();

  Traffic(Site site) throws IOException {
    script = Files.createTempFile("wardgate-traffic", ".py");
    try (InputStream source =
        Objects.requireNonNull(Traffic.class.getResourceAsStream("traffic.py"))) {
      Files.write(script, source.readAllBytes());
    }
    process =
        new ProcessBuilder(
                "python3",
                "-u",
                script.toString(),
                site.ward(),
                site.world(),
                site.device().address(),
                site.strangerAddress(),
                site.plan().telemetry().address(),
                site.plan().broker().address(),
                site.device().telemetryName(),
                site.plan().resolver().address())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("the traffic does not run");
    }
  }

  /**
   * What was counted so far.
   *
   * @param sent datagrams that must not pass
   * @param own of them the admitted device's
   * @param passed of them, and who sent them; empty if none
   * @param declared connections that the device's policy allows and that were answered
   */
  record Count(long sent, long own, String passed, long declared) {}

  Count count() throws IOException {
    questions.println("count");
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the traffic ended");
    }
    JsonNode counts = mapper.readTree(answer);
    long sent = 0;
    StringBuilder passed = new StringBuilder();
    for (String who : DENIED) {
      sent += counts.path(who).path(0).asLong();
      long arrived = counts.path(who).path(1).asLong();
      if (arrived > 0) {
        passed.append(arrived).append(" of ").append(who).append(' ');
      }
    }
    return new Count(
        sent,
        counts.path("own").path(0).asLong(),
        passed.toString().strip(),
        counts.path("declared").asLong());
  }

  /**
   * Lets the admitted device send many undeclared packets: while no gateway is there to write each
   * down.
   */
  void undeclared(boolean many) {
    questions.println(many ? "many" : "few");
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(script);
  }
}
