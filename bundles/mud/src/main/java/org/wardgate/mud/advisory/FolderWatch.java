package org.wardgate.mud.advisory;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.mud.AdvisoryDesk;

/** Looks into a folder of advisories every second, on a thread of its own. Thread-safe. */
public final class FolderWatch implements AutoCloseable {
  /** Time between two looks. */
  static final int POLL_SECONDS = 1;

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private final ScheduledExecutorService poller =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "wardgate-mud-advisories");
            thread.setDaemon(true);
            return thread;
          });
  private final AdvisoryFolder folder;

  /**
   * Starts to look.
   *
   * @param directory the folder
   * @param desk where its files are handed in
   * @param inventoryVersion refused files are tried again when it changes
   */
  public FolderWatch(Path directory, AdvisoryDesk desk, LongSupplier inventoryVersion) {
    this.folder = new AdvisoryFolder(directory, desk, inventoryVersion);
    ScheduledFuture<?> unused =
        poller.scheduleWithFixedDelay(this::look, 0, POLL_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      folder.poll().forEach(problem -> LOG.warn("advisory {}", problem));
    } catch (RuntimeException e) {
      // A defect of ours; the next look may be better, and no look at all would be worse.
      LOG.error("looking for advisories failed", e);
    }
  }

  /** Stops looking. */
  @Override
  public void close() {
    poller.shutdownNow();
  }
}
