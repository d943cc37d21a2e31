package org.wardgate.console.access;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Turns at something slow: few at a time, one of each address, first come first served. Nobody
 * waits for long, and only so many wait. Thread-safe.
 */
final class Turns {
  /** At the same time. */
  static final int AT_ONCE_MAX_COUNT = 2;

  /** Longest wait of one for a turn, in seconds. */
  static final long WITHIN_SECONDS = 5;

  /** Who have a turn or wait for one, of one address. */
  static final int OF_ADDRESS_MAX_COUNT = 4;

  /** Who have a turn or wait for one, of all addresses. */
  static final int ALL_MAX_COUNT = 32;

  private final Semaphore all = new Semaphore(AT_ONCE_MAX_COUNT, true);
  private final Map<String, Queue> queues = new HashMap<>();
  private int waiting;

  /** Something slow that may be refused. */
  @FunctionalInterface
  interface Work {
    boolean done() throws RefusedException;
  }

  /** Those of one address. Its count is guarded by the owner. */
  private static final class Queue {
    private final Semaphore turn = new Semaphore(1, true);
    private int count;
  }

  /**
   * Does something when its turn has come.
   *
   * @throws RefusedException TOO_MANY_REQUESTS if the turn did not come; NOT_SERVING if the thread
   *     was interrupted
   */
  boolean take(String address, Work work) throws RefusedException {
    Queue own = enter(address);
    try {
      return within(own, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NOT_SERVING, "the console is stopping", e);
    } finally {
      leave(address, own);
    }
  }

  private boolean within(Queue own, Work work) throws InterruptedException, RefusedException {
    if (!own.turn.tryAcquire(WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw tooMany();
    }
    try {
      if (!all.tryAcquire(WITHIN_SECONDS, TimeUnit.SECONDS)) {
        throw tooMany();
      }
      try {
        return work.done();
      } finally {
        all.release();
      }
    } finally {
      own.turn.release();
    }
  }

  private synchronized Queue enter(String address) throws RefusedException {
    Queue own = queues.computeIfAbsent(address, key -> new Queue());
    if (own.count >= OF_ADDRESS_MAX_COUNT || waiting >= ALL_MAX_COUNT) {
      if (own.count == 0) {
        queues.remove(address);
      }
      throw tooMany();
    }
    own.count++;
    waiting++;
    return own;
  }

  private synchronized void leave(String address, Queue own) {
    waiting--;
    own.count--;
    if (own.count == 0) {
      queues.remove(address);
    }
  }

  private static RefusedException tooMany() {
    return new RefusedException(ConsoleErrors.TOO_MANY_REQUESTS, "break-glass codes");
  }
}
