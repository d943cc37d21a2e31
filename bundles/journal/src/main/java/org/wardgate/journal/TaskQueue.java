package org.wardgate.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.JournalErrors;

/** What waits for the writer: bounded in number and bytes, taken all at once. Thread-safe. */
final class TaskQueue {
  private final int maxCount;
  private final long maxBytes;
  private List<Task> waiting = new ArrayList<>();
  private long waitingBytes;
  private boolean closed;

  TaskQueue(int maxCount, long maxBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a task. One that alone exceeds the bytes is taken if nothing else waits.
   *
   * @throws RefusedException if too much waits or the queue is closed
   */
  synchronized void add(Task task) throws RefusedException {
    if (closed) {
      throw new RefusedException(JournalErrors.CLOSED, "");
    }
    long weight = task.weightBytes();
    boolean full = waiting.size() >= maxCount || waitingBytes + weight > maxBytes;
    if (full && !waiting.isEmpty()) {
      throw new RefusedException(
          JournalErrors.OVERLOADED, waiting.size() + " waiting, " + waitingBytes + " bytes");
    }
    waiting.add(task);
    waitingBytes += weight;
    notifyAll();
  }

  /** Waits for tasks and takes all there are; none after the time or when closed and empty. */
  synchronized List<Task> takeAll(long waitNanos) throws InterruptedException {
    long deadline = System.nanoTime() + waitNanos;
    while (waiting.isEmpty() && !closed) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    List<Task> taken = waiting;
    waiting = new ArrayList<>();
    waitingBytes = 0;
    return taken;
  }

  /** Refuses what comes from now on; what waits can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Whether nothing will come any more. */
  synchronized boolean isDrained() {
    return closed && waiting.isEmpty();
  }
}
