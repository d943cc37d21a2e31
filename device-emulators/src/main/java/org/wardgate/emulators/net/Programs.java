package org.wardgate.emulators.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds and runs programs of the operating system. Thread-safe. */
public final class Programs {
  private static final long WAIT_MAX_SECONDS = 30;
  private static final int OUTPUT_MAX_BYTES = 1 << 20;
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

  private Programs() {}

  /** Where a program is, also outside an ordinary user's {@code PATH}. */
  public static Optional<Path> find(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(":")), SYSTEM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program to its end.
   *
   * @return what it printed, standard error included
   * @throws IOException if it cannot be run, exits with another status than 0, or takes longer than
   *     30 seconds
   */
  public static String run(List<String> command) throws IOException {
    return run(command, "");
  }

  /** As {@link #run(List)}, with a text on its standard input. */
  public static String run(List<String> command, String input) throws IOException {
    Process process = builder(command).redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it ended without reading: its status and output say more than the broken pipe
      process.onExit().join();
    }
    String output = output(process);
    int status = status(process, command);
    if (status != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT, "'%s' ended with %d: %s", shown(command), status, output.strip()));
    }
    return output;
  }

  /** Whether a program runs and exits with 0. */
  public static boolean succeeds(List<String> command) {
    try {
      run(command);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A process builder that also finds programs in the system's folders. */
  public static ProcessBuilder builder(List<String> command) {
    List<String> resolved = new ArrayList<>(command);
    find(command.get(0)).ifPresent(path -> resolved.set(0, path.toString()));
    ProcessBuilder builder = new ProcessBuilder(resolved);
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    builder.environment().put("PATH", path + ":" + String.join(":", SYSTEM_FOLDERS));
    return builder;
  }

  private static String output(Process process) throws IOException {
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readNBytes(OUTPUT_MAX_BYTES), StandardCharsets.UTF_8);
      out.transferTo(OutputStream.nullOutputStream());
      return text;
    }
  }

  private static int status(Process process, List<String> command) throws IOException {
    try {
      if (!process.waitFor(WAIT_MAX_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("'" + shown(command) + "' did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while '" + shown(command) + "' ran", e);
    }
  }

  private static String shown(List<String> command) {
    String line = String.join(" ", command);
    return line.length() <= 160 ? line : line.substring(0, 160) + "…";
  }
}
