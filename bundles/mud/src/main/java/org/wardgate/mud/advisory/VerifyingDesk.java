package org.wardgate.mud.advisory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.MudErrors;

/**
 * Verifies advisories, remembers their versions, passes them on, and waits until their consequences
 * are durable. The same advisory handed in again is passed on again, so that one that got lost on
 * its way can be repeated. Thread-safe.
 */
public final class VerifyingDesk implements AdvisoryDesk {
  /** How long the decision core may take. */
  static final long TAKEN_OVER_MAX_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(VerifyingDesk.class);

  private final Inventory inventory;
  private final AdvisoryLedger ledger;
  private final EventSink sink;
  private final Clock clock;

  /**
   * @param inventory who may speak for whom
   * @param directory where versions are remembered
   * @param sink whom to tell
   * @param clock for expiry
   */
  public VerifyingDesk(Inventory inventory, Path directory, EventSink sink, Clock clock) {
    this.inventory = inventory;
    this.ledger = new AdvisoryLedger(directory);
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public Advisory handIn(Bytes content, Bytes signature) throws RefusedException {
    Advisory advisory =
        AdvisoryVerifier.verify(content, signature, inventory.current(), clock.instant());
    await(admit(advisory));
    LOG.info(
        "advisory {} version {} of {} {}",
        advisory.id(),
        advisory.version(),
        advisory.issuer(),
        advisory.withdrawn() ? "withdraws" : "counts");
    return advisory;
  }

  /** Remembers and passes on in one step, so that versions reach the decision core in order. */
  private synchronized CompletionStage<Void> admit(Advisory advisory) throws RefusedException {
    ledger.admit(advisory, clock.instant());
    CorrelationId id = new CorrelationId("advisory-" + UUID.randomUUID());
    return sink.submit(new AdvisoryVerified(id, advisory));
  }

  private static void await(CompletionStage<Void> taken) throws RefusedException {
    try {
      taken.toCompletableFuture().get(TAKEN_OVER_MAX_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw notTakenOver(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw notTakenOver("no answer within " + TAKEN_OVER_MAX_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notTakenOver("the gateway stops", e);
    }
  }

  private static RefusedException notTakenOver(String why, Exception cause) {
    return new RefusedException(MudErrors.ADVISORY_NOT_KEPT, why, cause);
  }
}
