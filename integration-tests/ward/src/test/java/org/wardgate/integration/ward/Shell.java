package org.wardgate.integration.ward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs as a person would. */
final class Shell {
  static final Path DISTRIBUTION = Path.of(System.getProperty("wardgate.distribution", ""));
  static final Path HOME = Path.of(System.getProperty("wardgate.ward.home", "target/home"));
  private static final long PATIENCE_SECONDS = 120;

  private Shell() {}

  /** What a program printed and how it ended. */
  record Result(int status, String output) {}

  static ProcessBuilder prepare(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("WARDGATE_HOME", HOME.toAbsolutePath().toString());
    return builder;
  }

  static List<String> wardgate(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(DISTRIBUTION.resolve("wardgate").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = prepare(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command + " did not end");
    }
    return new Result(process.exitValue(), output);
  }

  static Result run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }
}
