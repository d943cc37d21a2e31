package org.wardgate.references;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.Change;
import org.wardgate.references.store.Offer;

/**
 * Tells {@code decision} what waits for it: each change once, again when it could not be queued,
 * and everything again when there is a new {@code decision}. Not thread-safe: on its executor
 * alone.
 */
final class Offering {
  private static final Logger LOG = LoggerFactory.getLogger(Offering.class);

  private final Supplier<List<Offer>> offers;
  private final Executor executor;
  private final Set<Change> told = new HashSet<>();
  private Supplier<Optional<EventSink>> decision = Optional::empty;

  /**
   * @param offers what waits
   * @param executor where answers arrive; of the thread that calls this
   */
  Offering(Supplier<List<Offer>> offers, Executor executor) {
    this.offers = offers;
    this.executor = executor;
  }

  void to(Supplier<Optional<EventSink>> newDecision) {
    decision = newDecision;
    told.clear();
    tell();
  }

  /** Tells a change again with the next ones. */
  void again(Change change) {
    told.remove(change);
  }

  void tell() {
    List<Offer> waiting = offers.get();
    told.retainAll(waiting.stream().map(Offer::change).toList());
    List<Offer> untold = waiting.stream().filter(one -> !told.contains(one.change())).toList();
    Optional<EventSink> target = untold.isEmpty() ? Optional.empty() : decision.get();
    if (target.isEmpty()) {
      return;
    }
    for (Offer offer : untold) {
      CorrelationId id = new CorrelationId("references-" + UUID.randomUUID());
      CompletionStage<Void> queued =
          target
              .get()
              .submit(new ChangeOffered(id, offer.change(), offer.issuer(), offer.summary()));
      told.add(offer.change());
      CompletionStage<Void> unused =
          queued.whenCompleteAsync(
              (done, failure) -> {
                if (failure != null) {
                  told.remove(offer.change());
                  LOG.warn("{} cannot be offered yet: {}", offer.change(), failure.toString());
                }
              },
              executor);
    }
  }
}
