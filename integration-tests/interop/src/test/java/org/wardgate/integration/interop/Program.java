package org.wardgate.integration.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs and reads what they print. */
final class Program {
  private static final long PATIENCE_SECONDS = 120;

  private Program() {}

  /**
   * What came of a program.
   *
   * @param status its exit status
   * @param output both its outputs
   */
  record Result(int status, String output) {
    /** What it printed, if it succeeded. */
    String good() {
      if (status != 0) {
        throw new AssertionError("status " + status + ": " + output);
      }
      return output;
    }
  }

  static Result run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  static Result run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " did not end: " + text(output));
      }
      return new Result(process.exitValue(), text(output));
    } finally {
      Files.delete(output);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
