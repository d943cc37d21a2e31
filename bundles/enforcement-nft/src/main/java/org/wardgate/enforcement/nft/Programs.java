package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a short program and reads what it prints. */
final class Programs {
  /** Most that is read of a program's output. */
  static final int OUTPUT_MAX_BYTES = 16 << 20;

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
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Thread killer = killer(process);
      byte[] output = process.getInputStream().readNBytes(OUTPUT_MAX_BYTES);
      int status = process.waitFor();
      killer.interrupt();
      String text = new String(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IOException(String.join(" ", command) + ": " + text.strip());
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
  private Thread killer(Process process) {
    Thread killer =
        new Thread(
            () -> {
              try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
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
