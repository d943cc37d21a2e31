package org.wardgate.cloud;

/** One thread's list of things to do; a simulation has its own. */
interface Loop {
  /** Runs the task soon, after those given before. */
  void execute(Runnable task);

  /** Runs the task after a time. */
  void schedule(Runnable task, long delayMillis);
}
