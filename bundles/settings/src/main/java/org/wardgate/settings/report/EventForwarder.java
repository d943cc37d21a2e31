package org.wardgate.settings.report;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationEvent;

/**
 * Tells the decision core what changed, on its own thread. While the core is away or busy, the
 * newest event of each component waits. Thread-safe; {@link #offer} never blocks.
 */
final class EventForwarder implements AutoCloseable {
  /** Most components whose newest event waits; the oldest is dropped. */
  static final int WAITING_MAX_COUNT = 256;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final Duration END_MAX = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(EventForwarder.class);

  private final Map<String, ConfigurationEvent> waiting = new LinkedHashMap<>();
  private final ScheduledThreadPoolExecutor worker;
  private final Duration pause;
  private volatile Supplier<Optional<EventSink>> core = Optional::empty;
  private boolean scheduled;

  /**
   * @param pause between two tries
   */
  EventForwarder(Duration pause) {
    this.pause = pause;
    this.worker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "wardgate-settings-reports");
              thread.setDaemon(true);
              return thread;
            },
            // after the end nobody is told any more
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Whom to tell from now on; asked when there is something to tell, on this class's thread. */
  void tell(Supplier<Optional<EventSink>> newCore) {
    core = newCore;
    schedule(Duration.ZERO);
  }

  /** Tells it as soon as possible, in place of what is still waiting about the same component. */
  void offer(ConfigurationEvent event) {
    synchronized (waiting) {
      waiting.remove(event.pid());
      waiting.put(event.pid(), event);
      if (waiting.size() > WAITING_MAX_COUNT) {
        Iterator<String> oldest = waiting.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
    schedule(Duration.ZERO);
  }

  private void schedule(Duration delay) {
    synchronized (waiting) {
      if (scheduled || waiting.isEmpty()) {
        return;
      }
      scheduled = true;
    }
    ScheduledFuture<?> unused = worker.schedule(this::drain, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void drain() {
    synchronized (waiting) {
      scheduled = false;
    }
    Optional<EventSink> target = core.get();
    if (target.isEmpty()) {
      return; // begins again when it comes, or with the next event
    }
    for (Optional<ConfigurationEvent> next = first(); next.isPresent(); next = first()) {
      if (!told(target.get(), next.get())) {
        schedule(pause);
        return;
      }
      synchronized (waiting) {
        waiting.remove(next.get().pid(), next.get()); // unless there is a newer one
      }
    }
  }

  private Optional<ConfigurationEvent> first() {
    synchronized (waiting) {
      return waiting.values().stream().findFirst();
    }
  }

  private static boolean told(EventSink target, ConfigurationEvent event) {
    try {
      target.submit(event).toCompletableFuture().get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("{} is told again", event.pid(), e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(END_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the decision core is still being told after {} s", END_MAX.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
