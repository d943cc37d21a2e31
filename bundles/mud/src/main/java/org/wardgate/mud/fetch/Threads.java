package org.wardgate.mud.fetch;

import java.util.concurrent.ThreadFactory;

/** Names our threads. */
final class Threads {
  private Threads() {}

  static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, "wardgate-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
