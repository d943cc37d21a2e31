package org.wardgate.cloud;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.journal.Journal;

/**
 * Stores how far the cloud has come, not after every record: a cursor that lags only means that
 * some records are sent twice after a restart. Runs on the loop.
 */
final class CursorKeeper {
  /** The cursor of the first target; what is erased waits for it. */
  static final String PRIMARY = "cloud";

  static final long DELAY_MILLIS = 200;
  static final int AFTER_COUNT = 256;

  private static final Logger LOG = LoggerFactory.getLogger(CursorKeeper.class);
  private static final long RETRY_MILLIS = 5_000;

  private final Journal journal;
  private final Loop loop;
  private final String name;
  private long reached;
  private long asked;
  private boolean storing;
  private boolean scheduled;

  /**
   * @param name of the cursor
   */
  CursorKeeper(Journal journal, Loop loop, String name) {
    this.journal = journal;
    this.loop = loop;
    this.name = name;
  }

  /** Everything up to this record is acknowledged. */
  void reached(long sequence) {
    reached = sequence;
    if (!storing && reached - asked >= AFTER_COUNT) {
      store();
    } else {
      storeIn(DELAY_MILLIS);
    }
  }

  /** Stores at once, whatever is under way, and completes the future with it. */
  void storeLast(long sequence, CompletableFuture<Void> stored) {
    CompletableFuture<Void> unused =
        journal
            .moveCursor(name, sequence)
            .toCompletableFuture()
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    stored.completeExceptionally(failure);
                  } else {
                    stored.complete(null);
                  }
                });
  }

  private void storeIn(long delayMillis) {
    if (!scheduled && reached > asked) {
      scheduled = true;
      loop.schedule(
          () -> {
            scheduled = false;
            store();
          },
          delayMillis);
    }
  }

  private void store() {
    if (storing || reached <= asked) {
      return;
    }
    storing = true;
    long before = asked;
    asked = reached;
    CompletableFuture<Void> unused =
        journal
            .moveCursor(name, asked)
            .toCompletableFuture()
            .whenComplete(
                (nothing, failure) ->
                    loop.execute(
                        () -> {
                          storing = false;
                          if (failure != null) {
                            asked = before;
                            LOG.warn("the cloud cursor waits: {}", failure.getMessage());
                            storeIn(RETRY_MILLIS);
                          } else {
                            storeIn(DELAY_MILLIS);
                          }
                        }));
  }
}
