package org.wardgate.mud.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs blocking fetches: few at a time, fewer for one maker, so that a maker whose server hangs
 * leaves room for the others. Keeps no threads when idle. Thread-safe.
 */
final class FetchQueue {
  /** Most fetches at a time. */
  static final int RUNNING_MAX_COUNT = 8;

  /** Most fetches at a time from one authority. */
  static final int RUNNING_PER_AUTHORITY_MAX_COUNT = 4;

  /** Most fetches that wait. */
  static final int WAITING_MAX_COUNT = 256;

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          RUNNING_MAX_COUNT,
          RUNNING_MAX_COUNT,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Threads.named("mud-fetch"));
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final Map<String, Integer> runningByAuthority = new HashMap<>();
  private int running;
  private boolean closed;

  FetchQueue() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Takes a fetch; false if too many wait or the queue is closed. */
  synchronized boolean offer(String authority, Runnable fetch) {
    if (closed || waiting.size() >= WAITING_MAX_COUNT) {
      return false;
    }
    waiting.addLast(new Job(authority, fetch));
    startWhatMay();
    return true;
  }

  /** Interrupts what runs and forgets what waits. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    threads.shutdownNow();
  }

  private void startWhatMay() {
    Iterator<Job> jobs = waiting.iterator();
    while (running < RUNNING_MAX_COUNT && jobs.hasNext()) {
      Job job = jobs.next();
      int ofAuthority = runningByAuthority.getOrDefault(job.authority, 0);
      if (ofAuthority < RUNNING_PER_AUTHORITY_MAX_COUNT) {
        jobs.remove();
        running++;
        runningByAuthority.put(job.authority, ofAuthority + 1);
        threads.execute(() -> run(job));
      }
    }
  }

  private void run(Job job) {
    try {
      job.fetch.run();
    } finally {
      ended(job);
    }
  }

  private synchronized void ended(Job job) {
    running--;
    runningByAuthority.computeIfPresent(
        job.authority, (authority, count) -> count == 1 ? null : count - 1);
    if (!closed) {
      startWhatMay();
    }
  }

  private record Job(String authority, Runnable fetch) {}
}
