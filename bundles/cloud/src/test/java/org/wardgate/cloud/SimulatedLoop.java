package org.wardgate.cloud;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop on simulated time: nothing waits, everything happens in order. */
final class SimulatedLoop implements Loop {
  private final PriorityQueue<Due> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::number));
  private long nowMillis;
  private long lastNumber;

  private record Due(long atMillis, long number, Runnable task) {}

  @Override
  public void execute(Runnable task) {
    schedule(task, 0);
  }

  @Override
  public void schedule(Runnable task, long delayMillis) {
    lastNumber++;
    tasks.add(new Due(nowMillis + delayMillis, lastNumber, task));
  }

  long nowMillis() {
    return nowMillis;
  }

  /** Runs everything due within this time; returns how many tasks ran. */
  int run(long millis) {
    long until = nowMillis + millis;
    int count = 0;
    for (Due next = tasks.peek(); next != null && next.atMillis() <= until; next = tasks.peek()) {
      tasks.remove();
      nowMillis = next.atMillis();
      next.task().run();
      count++;
    }
    nowMillis = until;
    return count;
  }

  /** A crash: nothing of what was planned happens. */
  void forget() {
    tasks.clear();
  }
}
