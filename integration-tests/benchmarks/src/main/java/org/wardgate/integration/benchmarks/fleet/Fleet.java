package org.wardgate.integration.benchmarks.fleet;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.elements.util.NamedThreadFactory;

/** Has several devices at work at a time. */
final class Fleet implements AutoCloseable {
  private static final long DONE_MAX_MINUTES = 15;

  private final int atATime;
  private final ScheduledExecutorService shared =
      ExecutorsUtil.newScheduledThreadPool(2, new NamedThreadFactory("fleet"));

  Fleet(int atATime) {
    this.atATime = atATime;
  }

  /** What one device does. */
  interface Task {
    void run(Device device) throws Exception;
  }

  ScheduledExecutorService shared() {
    return shared;
  }

  /**
   * Has every device do its task once.
   *
   * @return how many failed
   */
  int each(List<Device> devices, Task task) throws InterruptedException {
    AtomicInteger failed = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(atATime);
    for (Device device : devices) {
      Future<?> unused =
          workers.submit(
              () -> {
                try {
                  task.run(device);
                } catch (Exception e) {
                  if (failed.incrementAndGet() == 1) {
                    System.err.println("first failure: " + e);
                  }
                }
                return null;
              });
    }
    workers.shutdown();
    if (!workers.awaitTermination(DONE_MAX_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the fleet does not come to an end");
    }
    return failed.get();
  }

  @Override
  public void close() {
    shared.shutdownNow();
  }
}
