package org.wardgate.cloud;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.platform.CloudLink;

/**
 * Sends records in order, a small window ahead of the acknowledgements. After any failure it begins
 * again behind the last record acknowledged without gap; the cloud may see a record twice, never a
 * later one first. Everything runs on the loop; only {@link #acknowledged} may be read elsewhere.
 */
final class Follower {
  static final long POLL_MILLIS = 1_000;
  static final long RETRY_MIN_MILLIS = 1_000;
  static final long RETRY_MAX_MILLIS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final int READ_COUNT = 64;

  private final Journal journal;
  private final CloudLink link;
  private final String gatewayId;
  private final Supplier<CloudSettings> settings;
  private final Loop loop;
  private final CursorKeeper cursor;
  private final String cursorName;
  private final Deque<JournalRecord> unsent = new ArrayDeque<>();
  private final Set<Long> acknowledgedAhead = new HashSet<>();
  private volatile long acknowledged;
  private boolean cursorKnown;
  private long sent;
  private int inFlightCount;
  private long attempt;
  private boolean pausing;
  private boolean failureReported;
  private long retryMillis = RETRY_MIN_MILLIS;
  private boolean ended;

  Follower(
      Journal journal,
      CloudLink link,
      String gatewayId,
      Supplier<CloudSettings> settings,
      Loop loop) {
    this(journal, link, gatewayId, settings, loop, CursorKeeper.PRIMARY);
  }

  /**
   * @param cursorName how far this one has come is kept under
   */
  Follower(
      Journal journal,
      CloudLink link,
      String gatewayId,
      Supplier<CloudSettings> settings,
      Loop loop,
      String cursorName) {
    this.journal = journal;
    this.link = link;
    this.gatewayId = gatewayId;
    this.settings = settings;
    this.loop = loop;
    this.cursorName = cursorName;
    this.cursor = new CursorKeeper(journal, loop, cursorName);
  }

  /** The last record of those acknowledged without gap. Any thread. */
  long acknowledged() {
    return acknowledged;
  }

  /** Starts; looks for work at least once a second from now on. */
  void start() {
    if (ended) {
      return;
    }
    advance();
    loop.schedule(this::start, POLL_MILLIS);
  }

  /** Sends what can be sent now. */
  void advance() {
    try {
      if (ended || pausing || !link.connected()) {
        return;
      }
      readCursor();
      while (!pausing && inFlightCount < settings.get().windowCount() && fill()) {
        send(unsent.remove());
      }
    } catch (RefusedException e) {
      pause(e.problem().line());
    }
  }

  /** Sends nothing more; stores the cursor and completes the future with that. */
  void end(CompletableFuture<Void> stored) {
    ended = true;
    attempt++;
    cursor.storeLast(acknowledged, stored);
  }

  private void readCursor() throws RefusedException {
    if (!cursorKnown) {
      acknowledged = journal.cursor(cursorName);
      sent = acknowledged;
      cursorKnown = true;
    }
  }

  private boolean fill() throws RefusedException {
    if (unsent.isEmpty() && sent < journal.lastSequence()) {
      unsent.addAll(journal.read(sent, READ_COUNT));
    }
    return !unsent.isEmpty();
  }

  private void send(JournalRecord record) {
    RecordMessage message = RecordMessage.of(gatewayId, record);
    message
        .omitted()
        .ifPresent(code -> LOG.warn("{}", Problem.of(code, "record " + record.sequence()).line()));
    long sequence = record.sequence();
    long current = attempt;
    CompletableFuture<Void> result =
        link.publish(settings.get().topic(), message.json()).toCompletableFuture();
    sent = sequence;
    inFlightCount++;
    if (result.isCompletedExceptionally()) {
      // nothing later may go before it
      settled(current, sequence, failureOf(result));
      return;
    }
    CompletableFuture<Void> unused =
        result.whenComplete(
            (nothing, failure) -> loop.execute(() -> settled(current, sequence, failure)));
  }

  private void settled(long ofAttempt, long sequence, @Nullable Throwable failure) {
    if (ofAttempt != attempt) {
      return;
    }
    if (failure != null) {
      pause(Problem.of(CloudErrors.NOT_ACKNOWLEDGED, String.valueOf(failure.getMessage())).line());
      return;
    }
    inFlightCount--;
    acknowledgedAhead.add(sequence);
    long contiguous = acknowledged;
    while (acknowledgedAhead.remove(contiguous + 1)) {
      contiguous++;
    }
    acknowledged = contiguous;
    retryMillis = RETRY_MIN_MILLIS;
    failureReported = false;
    cursor.reached(contiguous);
    advance();
  }

  // begins again behind what was acknowledged, after a while
  private void pause(String why) {
    attempt++;
    inFlightCount = 0;
    acknowledgedAhead.clear();
    unsent.clear();
    sent = acknowledged;
    pausing = true;
    if (failureReported) {
      LOG.debug("{}", why);
    } else {
      LOG.warn("{}", why);
    }
    failureReported = true;
    loop.schedule(
        () -> {
          pausing = false;
          advance();
        },
        retryMillis);
    retryMillis = Math.min(RETRY_MAX_MILLIS, retryMillis * 2);
  }

  private static @Nullable Throwable failureOf(CompletableFuture<Void> result) {
    return result.handle((nothing, failure) -> failure).join();
  }
}
