package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wardgate.api.platform.SystemPrograms;

/** Runs a short program and reads what it prints. */
final class Programs {
  /** Most that is read of a program's output. */
  static final int OUTPUT_MAX_BYTES = 16 << 20;

  /** A program that a signal ends has a status above this. */
  private static final int SIGNALS = 128;

  private final Duration timeout;

  Programs(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Runs a program to its end.
   *
   * @return its output, errors included
   * @throws IOException if it cannot be run, fails or takes too long
   */
  List<String> run(List<String> command) throws IOException {
    return run(command, "");
  }

  /**
   * Runs a program to its end.
   *
   * @param input what it reads
   * @return its output, errors included
   * @throws IOException if it cannot be run, fails or takes too long
   */
  List<String> run(List<String> command, String input) throws IOException {
    List<String> found = new ArrayList<>(command);
    found.set(0, SystemPrograms.ofThisMachine().find(command.get(0)));
    ProcessBuilder builder = new ProcessBuilder(found).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      AtomicBoolean killed = new AtomicBoolean();
      Thread killer = killer(process, killed);
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.US_ASCII));
      }
      byte[] output = process.getInputStream().readNBytes(OUTPUT_MAX_BYTES);
      int status = process.waitFor();
      killer.interrupt();
      String text = new String(output, StandardCharsets.UTF_8);
      if (killed.get() || status > SIGNALS) {
        throw new IOException(String.join(" ", command) + ": took too long or was killed");
      }
      if (status != 0) {
        throw new ProgramFailed(
            String.join(" ", command) + ": " + text.lines().findFirst().orElse("failed"));
      }
      return text.lines().toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Ends the process at the timeout, which also ends its output. */
  private Thread killer(Process process, AtomicBoolean killed) {
    Thread killer =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                  killed.set(true);
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "wardgate-program-timeout");
    killer.setDaemon(true);
    killer.start();
    return killer;
  }
}
