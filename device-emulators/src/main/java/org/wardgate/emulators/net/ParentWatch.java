package org.wardgate.emulators.net;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Ends a helper process with its parent: the parent holds the other end of standard input, which
 * closes however the parent dies.
 */
public final class ParentWatch {
  private ParentWatch() {}

  /** Blocks until standard input ends or the thread is interrupted. */
  public static void awaitEnd() {
    CountDownLatch ended = new CountDownLatch(1);
    Thread reader = new Thread(() -> drain(ended), "parent-watch");
    reader.setDaemon(true);
    reader.start();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drain(CountDownLatch ended) {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said; only the end matters
      }
    } catch (IOException e) {
      // a broken pipe is an end as well
      ended.countDown();
    }
    ended.countDown();
  }
}
