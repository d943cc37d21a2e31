package org.wardgate.emulators.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.emulators.net.ParentWatch;

/** The command {@code wardgate demo}. */
public final class Demo {
  private static final int EXIT_USAGE = 64;
  private static final long CLEAN_UP_MAX_SECONDS = 40;

  private Demo() {}

  /** Runs a demo and exits: 0 if all went as it should, 2 if not, 64 if the options are wrong. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.log.org.wardgate", "warn");
    Options options;
    try {
      options = Options.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(EXIT_USAGE);
      return;
    }
    System.exit(run(options));
  }

  private static int run(Options options) {
    EcProvider.install();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    int[] status = {Outcome.EXIT_BAD};
    // a signal ends the demo in order, and the process only when everything is cleared away
    Thread hook = new Thread(() -> endInOrder(stop, done, status), "signal");
    Runtime.getRuntime().addShutdownHook(hook);
    if (options.consoleAddress().isPresent()) {
      endWithOuter(stop);
    }
    try {
      status[0] = DemoRun.run(options, screen(options), stop);
    } catch (IOException e) {
      System.err.println("the demo failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
    return status[0];
  }

  /** Inside a user namespace: the process outside holds our standard input, and may be killed. */
  private static void endWithOuter(CountDownLatch stop) {
    Thread watch =
        new Thread(
            () -> {
              ParentWatch.awaitEnd();
              stop.countDown();
            },
            "outer-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endInOrder(CountDownLatch stop, CountDownLatch done, int[] status) {
    stop.countDown();
    try {
      if (!done.await(CLEAN_UP_MAX_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not everything was cleared away; the next demo will");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status[0]);
  }

  private static Screen screen(Options options) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    if (options.json()) {
      return new JsonScreen(out, err, Clock.systemUTC());
    }
    return Terminal.interactive() ? new LiveTable(out, new Terminal()) : new TextScreen(out);
  }
}
