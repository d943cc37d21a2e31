package org.wardgate.registrar.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs that nobody here wrote. */
final class Program {
  private static final long WAIT_SECONDS = 120;

  private Program() {}

  /** How a program ended and what it said, errors included. */
  record Result(int status, String output) {}

  /** Skips the test where these programs are missing, but not in CI. */
  static void require(String... names) {
    for (String name : names) {
      boolean found =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
      if ("true".equals(System.getenv("CI"))) {
        assertThat(found).as("%s is installed", name).isTrue();
      }
      assumeTrue(found, name + " is not installed");
    }
  }

  static Result run(Path directory, List<String> command) {
    try {
      Path output = Files.createTempFile(directory, "program", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return new Result(process.exitValue(), said);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
