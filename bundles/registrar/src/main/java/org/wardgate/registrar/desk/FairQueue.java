package org.wardgate.registrar.desk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs questions to MASAs: a few at a time, fewer for one manufacturer, so that one whose MASA
 * hangs leaves room for the others: to be asked, and to wait. Keeps no threads when idle.
 * Thread-safe.
 */
final class FairQueue implements AutoCloseable {
  /** Most questions asked at a time. */
  static final int RUNNING_MAX_COUNT = 8;

  /** Most questions asked at a time for one manufacturer. */
  static final int RUNNING_PER_MAKER_MAX_COUNT = 4;

  /** Most questions that wait, newcomers aside. */
  static final int WAITING_MAX_COUNT = 256;

  /** Most questions that wait for one manufacturer. */
  static final int WAITING_PER_MAKER_MAX_COUNT = 64;

  /** Further room, for manufacturers of whom nothing waits yet: one question each. */
  static final int NEWCOMERS_MAX_COUNT = 64;

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor workers;
  private final Map<String, Deque<Runnable>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> runningByMaker = new HashMap<>();
  private int running;
  private int waitingCount;
  private boolean closed;

  FairQueue() {
    AtomicInteger number = new AtomicInteger();
    workers =
        new ThreadPoolExecutor(
            0,
            // bounded by what runs: a thread that has just ended its task may not be idle yet
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "voucher-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs a task now or later; false if too many wait. */
  synchronized boolean submit(String maker, Runnable task) {
    if (closed) {
      return false;
    }
    if (free(maker)) {
      start(maker, task);
      return true;
    }
    if (!roomToWait(maker)) {
      return false;
    }
    waiting.computeIfAbsent(maker, any -> new ArrayDeque<>()).addLast(task);
    waitingCount++;
    return true;
  }

  private boolean roomToWait(String maker) {
    Deque<Runnable> its = waiting.get(maker);
    return its == null
        ? waitingCount < WAITING_MAX_COUNT + NEWCOMERS_MAX_COUNT
        : waitingCount < WAITING_MAX_COUNT && its.size() < WAITING_PER_MAKER_MAX_COUNT;
  }

  private boolean free(String maker) {
    return running < RUNNING_MAX_COUNT
        && runningByMaker.getOrDefault(maker, 0) < RUNNING_PER_MAKER_MAX_COUNT;
  }

  private void start(String maker, Runnable task) {
    running++;
    runningByMaker.merge(maker, 1, Integer::sum);
    workers.execute(
        () -> {
          try {
            task.run();
          } finally {
            ended(maker);
          }
        });
  }

  private synchronized void ended(String maker) {
    running--;
    runningByMaker.computeIfPresent(maker, (any, count) -> count == 1 ? null : count - 1);
    if (!closed) {
      Optional<String> next = waiting.keySet().stream().filter(this::free).findFirst();
      next.ifPresent(this::startOne);
    }
  }

  /** Starts the maker's first task and puts the maker behind the others. */
  private void startOne(String maker) {
    Deque<Runnable> tasks = waiting.remove(maker);
    if (tasks == null) {
      return;
    }
    Runnable task = tasks.removeFirst();
    waitingCount--;
    if (!tasks.isEmpty()) {
      waiting.put(maker, tasks);
    }
    start(maker, task);
  }

  /** Interrupts what runs and forgets what waits. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    workers.shutdownNow();
  }
}
