package org.wardgate.integration.updates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A stranger on the ward who sends all the time. */
final class DeniedTraffic implements AutoCloseable {
  private static final int PORT = 4_001;

  private final Path script;
  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;

  DeniedTraffic(Site site) throws IOException {
    script = Files.createTempFile("wardgate-denied", ".py");
    try (InputStream source =
        Objects.requireNonNull(DeniedTraffic.class.getResourceAsStream("denied.py"))) {
      Files.write(script, source.readAllBytes());
    }
    process =
        new ProcessBuilder(
                "python3",
                "-u",
                script.toString(),
                site.device(),
                site.outside(),
                Site.OUTSIDE,
                Integer.toString(PORT))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(answers.readLine())) {
      throw new IOException("the sender does not run");
    }
  }

  /**
   * What was counted so far.
   *
   * @param sent datagrams
   * @param arrived of them
   */
  record Count(long sent, long arrived) {}

  Count count() throws IOException {
    questions.println("count");
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the sender ended");
    }
    String[] words = answer.split(" ");
    return new Count(Long.parseLong(words[0]), Long.parseLong(words[1]));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(script);
  }
}
