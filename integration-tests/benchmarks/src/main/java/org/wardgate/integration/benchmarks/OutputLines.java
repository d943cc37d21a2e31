package org.wardgate.integration.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Follows what a process prints, on a daemon thread. */
final class OutputLines {
  private OutputLines() {}

  static void follow(InputStream output, Consumer<String> lines) {
    Thread reader = new Thread(() -> read(output, lines), "output");
    reader.setDaemon(true);
    reader.start();
  }

  private static void read(InputStream output, Consumer<String> lines) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.accept(line);
      }
    } catch (IOException e) {
      // how a stream ends whose process we stopped
      lines.accept("");
    }
  }
}
