package org.wardgate.vulnerabilities.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;

/** Looks into the folder and at the inventory, on a thread of its own. Thread-safe. */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long NEVER = -1;
  private static final int CLOSE_MAX_SECONDS = 10;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread worker = new Thread(task, "wardgate-vulnerabilities");
            worker.setDaemon(true);
            return worker;
          });
  private final Inventory inventory;
  private final Library library;
  private final Folder folder;
  private final Announcer announcer = new Announcer(thread);
  private long inventoryVersion = NEVER;
  private List<Assessment> assessments = List.of();
  private String lastProblem = "";

  /**
   * Starts to look.
   *
   * @param folder where documents are put
   * @param kept where those that count are kept
   * @param inventory who may say what
   * @param pollSeconds time between two looks
   */
  public Watch(Path folder, Path kept, Inventory inventory, Clock clock, int pollSeconds) {
    this.inventory = inventory;
    this.library = new Library(kept, clock);
    this.folder = new Folder(folder, library);
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::look, 0, pollSeconds, TimeUnit.SECONDS);
  }

  /** Whom to tell from now on. */
  public void tell(Supplier<Optional<EventSink>> decision) {
    thread.execute(
        () -> {
          announcer.tell(decision);
          announcer.announce(assessments);
        });
  }

  private void look() {
    try {
      InventorySnapshot snapshot = inventory.current();
      boolean changed = snapshot.version() != inventoryVersion;
      if (changed) {
        library.reload(snapshot).forEach(problem -> LOG.warn("{}", problem));
        inventoryVersion = snapshot.version();
      }
      Folder.Look look = folder.look(snapshot);
      look.problems().forEach(problem -> LOG.warn("{}", problem));
      if (changed || look.changed()) {
        assessments = library.assess();
      }
      announcer.announce(assessments);
      lastProblem = "";
    } catch (RefusedException e) {
      report(e);
    } catch (RuntimeException e) {
      // A defect of ours; the next look may be better, and no look at all would be worse.
      LOG.error("looking for documents about vulnerabilities failed", e);
    }
  }

  /** Says each problem once, however often it is found again. */
  private void report(RefusedException problem) {
    String message = String.valueOf(problem.getMessage());
    if (!message.equals(lastProblem)) {
      LOG.warn("{}", message);
      lastProblem = message;
    }
  }

  /** Stops looking; waits a while, so that another watch does not meet this one on disk. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_MAX_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("still busy after {} s", CLOSE_MAX_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
