package org.wardgate.cloud;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.platform.CloudLink;

/** A follower on a thread of its own, woken by the journal. Thread-safe. */
final class Feed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final long END_WAIT_SECONDS = 3;

  private final ThreadLoop loop = new ThreadLoop();
  private final Follower follower;
  private final Journal.Subscription subscription;
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Starts to follow. */
  Feed(
      Journal journal,
      CloudLink link,
      String gatewayId,
      Supplier<CloudSettings> settings,
      String cursorName) {
    this.follower = new Follower(journal, link, gatewayId, settings, loop, cursorName);
    loop.execute(follower::start);
    this.subscription = journal.listen(sequence -> wake());
  }

  /** The last record of those acknowledged without gap. */
  long acknowledged() {
    return follower.acknowledged();
  }

  /** Stops and stores the cursor. */
  @Override
  public void close() {
    subscription.close();
    CompletableFuture<Void> stored = new CompletableFuture<>();
    loop.execute(() -> follower.end(stored));
    try {
      stored.get(END_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the cloud cursor was not stored; some records will be sent twice", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
  }

  // many records may be appended before the loop comes to it: one task is enough
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      loop.execute(
          () -> {
            woken.set(false);
            follower.advance();
          });
    }
  }
}
