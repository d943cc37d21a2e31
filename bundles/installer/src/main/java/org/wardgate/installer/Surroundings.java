package org.wardgate.installer;

import java.time.Instant;

/** What the installer needs of the process it runs in. Thread-safe. */
public interface Surroundings {
  /** Random, the same until the process ends. */
  String boot();

  /** The wall clock. */
  Instant now();

  /** A clock that only goes forward, in nanoseconds. */
  long nanoTime();

  /** Lets time pass between two looks at what runs. */
  void pause() throws InterruptedException;

  /**
   * Runs something that may hang.
   *
   * @throws InstallException what it threw, or {@link Fault#TOO_SLOW} if it did not end in time
   *     though it was interrupted
   */
  void within(int seconds, Exchange exchange) throws InstallException, InterruptedException;

  /** Says whether bundles are being exchanged: then enforcement keeps its policies. */
  void updating(String id);

  /** Ends this process so that whoever watches it starts it again, with the set that counts. */
  void restart(String why);

  /** An exchange of bundles. */
  @FunctionalInterface
  interface Exchange {
    /** Does it. */
    void run() throws InstallException;
  }
}
