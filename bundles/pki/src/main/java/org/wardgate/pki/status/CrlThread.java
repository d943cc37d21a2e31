package org.wardgate.pki.status;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes revocation lists on a thread of its own, so that nobody who asks for one waits. At once
 * when something changed, but many changes make one list. Thread-safe.
 */
final class CrlThread implements AutoCloseable {
  /** How often it is looked whether a list is due. */
  static final long CHECK_SECONDS = 60;

  /** From one list made for a change to the next. */
  static final long SPACING_MILLIS = 500;

  private static final Logger LOG = LoggerFactory.getLogger(CrlThread.class);

  private final Runnable work;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean asked = new AtomicBoolean();

  CrlThread(Runnable work) {
    this.work = work;
    // what comes after the end is for nobody
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "wardgate-pki-crl");
              made.setDaemon(true);
              return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryWork, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  /** Something changed; never waits. */
  void soon() {
    asked.set(true);
    if (busy.compareAndSet(false, true)) {
      thread.execute(this::run);
    }
  }

  private void run() {
    asked.set(false);
    tryWork();
    var unused = thread.schedule(this::rested, SPACING_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void rested() {
    busy.set(false);
    if (asked.get()) {
      soon();
    }
  }

  private void tryWork() {
    try {
      work.run();
    } catch (RuntimeException e) {
      // an exception that got out would be the end of the thread's work
      LOG.error("making the revocation lists failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
