package org.wardgate.onboarding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs other people's programs. */
final class Program {
  private static final long TIMEOUT_SECONDS = 60;

  private Program() {}

  /**
   * What a program did.
   *
   * @param status its exit status
   * @param output everything it printed
   */
  record Result(int status, String output) {}

  /** Skips the test where a program is missing; in CI that is a failure. */
  static void require(String... names) {
    for (String name : names) {
      boolean found =
          List.of("/usr/bin", "/usr/local/bin", "/bin").stream()
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
      if (!found) {
        assertThat(System.getenv("CI")).as("in CI %s must be installed", name).isNotEqualTo("true");
        Assumptions.abort(name + " is not installed (Debian: libcoap3-bin, openssl)");
      }
    }
  }

  static Result run(Path directory, String... command) {
    try {
      Path output = Files.createTempFile(directory, "output", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            command[0] + " did not end: " + Files.readString(output, ISO_8859_1));
      }
      return new Result(process.exitValue(), Files.readString(output, ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
