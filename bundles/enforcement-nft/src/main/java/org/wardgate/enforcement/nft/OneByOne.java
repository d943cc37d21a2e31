package org.wardgate.enforcement.nft;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks one after the other, on a thread that is there only while there are any. */
final class OneByOne implements Executor {
  /** Most tasks that wait. */
  static final int WAITING_MAX_COUNT = 64;

  private final String threadName;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  OneByOne(String threadName) {
    this.threadName = threadName;
  }

  /**
   * Queues a task.
   *
   * @throws RejectedExecutionException if too many wait
   */
  @Override
  public synchronized void execute(Runnable task) {
    if (waiting.size() >= WAITING_MAX_COUNT) {
      throw new RejectedExecutionException(WAITING_MAX_COUNT + " tasks wait");
    }
    waiting.add(task);
    if (!running) {
      running = true;
      Thread thread = new Thread(this::work, threadName);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work() {
    for (Runnable task = next(); task != Done.INSTANCE; task = next()) {
      task.run();
    }
  }

  private synchronized Runnable next() {
    Runnable task = waiting.poll();
    running = task != null;
    return task == null ? Done.INSTANCE : task;
  }

  /** Nothing is left. */
  private enum Done implements Runnable {
    INSTANCE;

    @Override
    public void run() {}
  }
}
