package org.wardgate.device.keys;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/**
 * Writes the book on a thread of its own; what is asked meanwhile is one more write. Thread-safe.
 */
final class BookKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(BookKeeper.class);

  private final KeyBook book;
  private final KeyFile file;
  private final Executor writer;
  private @Nullable CompletableFuture<Void> queued;

  /**
   * @param writer runs one task at a time
   */
  BookKeeper(KeyBook book, KeyFile file, Executor writer) {
    this.book = book;
    this.file = file;
    this.writer = writer;
  }

  /** Completes when what the book holds now is on disk; exceptionally if it cannot be. */
  synchronized CompletionStage<Void> save() {
    CompletableFuture<Void> waiting = queued;
    if (waiting == null) {
      waiting = new CompletableFuture<>();
      queued = waiting;
      try {
        writer.execute(this::write);
      } catch (RejectedExecutionException e) {
        queued = null;
        waiting.completeExceptionally(
            new RefusedException(OnboardingErrors.KEYS_NOT_KEPT, "stopping", e));
      }
    }
    return waiting;
  }

  private void write() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      waiting = queued;
      queued = null;
    }
    if (waiting == null) {
      return;
    }
    try {
      file.write(book.content());
      waiting.complete(null);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      waiting.completeExceptionally(e);
    }
  }
}
