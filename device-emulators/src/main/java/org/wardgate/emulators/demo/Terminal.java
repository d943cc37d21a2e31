package org.wardgate.emulators.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.net.Programs;

/** The terminal this process runs in, if it does. */
final class Terminal {
  private static final Size SIZE_DEFAULT = new Size(24, TableText.WIDTH_DEFAULT);
  private static final long KNOWN_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Size size = SIZE_DEFAULT;
  private long askedNanos = System.nanoTime() - KNOWN_NANOS;

  /**
   * Rows and columns.
   *
   * @param rows at least 1
   * @param columns at least 1
   */
  record Size(int rows, int columns) {}

  /** Whether standard output is a terminal that understands cursor movements. */
  static boolean interactive() throws InterruptedException {
    String type = System.getenv("TERM");
    if (type == null || type.equals("dumb")) {
      return false;
    }
    try {
      return Programs.builder(List.of("sh", "-c", "test -t 1")).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its size now; asked at most every two seconds. */
  Size size() {
    if (System.nanoTime() - askedNanos >= KNOWN_NANOS) {
      askedNanos = System.nanoTime();
      size = ask();
    }
    return size;
  }

  private static Size ask() {
    try {
      Process stty =
          Programs.builder(List.of("stty", "size"))
              .redirectInput(new File("/proc/self/fd/1"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] words =
          new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII)
              .strip()
              .toLowerCase(Locale.ROOT)
              .split(" ");
      if (words.length == 2) {
        int rows = Integer.parseInt(words[0]);
        int columns = Integer.parseInt(words[1]);
        return rows > 0 && columns > 0 ? new Size(rows, columns) : SIZE_DEFAULT;
      }
      return SIZE_DEFAULT;
    } catch (IOException | NumberFormatException e) {
      // a terminal without a size is drawn to as one of the usual size
      return SIZE_DEFAULT;
    }
  }
}
