package org.wardgate.packages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine. */
final class Program {
  private static final int PATIENCE_SECONDS = 120;

  private Program() {}

  /**
   * What it printed.
   *
   * @param status how it ended
   */
  record Result(int status, String output) {}

  /** Skips the test without the program, unless this is CI, which has it. */
  static void need(String name) {
    boolean there =
        List.of("/usr/bin/", "/usr/sbin/", "/bin/").stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder + name)));
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(name + " is missing");
    }
    assumeTrue(there, name + " is not installed");
  }

  static Result run(Path folder, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " does not end");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    return new Result(process.exitValue(), text);
  }
}
