package org.wardgate.distribution;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs and reads what they print. */
final class Program {

  private static final long TIMEOUT_SECONDS = 90;

  private Program() {}

  /**
   * What came of a program.
   *
   * @param status its exit status
   * @param output both its outputs
   */
  record Result(int status, String output) {}

  /** Runs words separated by spaces. */
  static Result run(String line) throws IOException, InterruptedException {
    Path output = Files.createTempFile("program", ".out");
    try {
      Process process =
          new ProcessBuilder(List.of(line.split(" ")))
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(line + " did not end: " + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
