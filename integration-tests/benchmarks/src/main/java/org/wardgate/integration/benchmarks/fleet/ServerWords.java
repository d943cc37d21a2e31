package org.wardgate.integration.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a server under measurement says on its standard output, and is asked on its input. */
final class ServerWords {
  private static final long POLL_MILLIS = 20;
  private static final int COLLECTIONS_COUNT = 3;

  private ServerWords() {}

  /** Says {@code port N} once it listens, answers {@code heap}, returns at the end of input. */
  static void serve(Supplier<Optional<Integer>> port) throws IOException, InterruptedException {
    while (port.get().isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    say("port " + port.get().orElseThrow());
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (line.equals("heap")) {
        say("heap " + liveHeapBytes());
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static long liveHeapBytes() {
    for (int i = 0; i < COLLECTIONS_COUNT; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void say(String words) {
    System.out.println(words);
    System.out.flush();
  }
}
