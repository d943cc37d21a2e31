package org.wardgate.transport.coap;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.network.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.transport.Response;

/** The one answer to one request: whoever comes first gives it, acknowledgement or not. */
final class Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  private final Exchange exchange;
  private final Runnable whenGiven;
  private final AtomicBoolean given = new AtomicBoolean();

  Answer(Exchange exchange, Runnable whenGiven) {
    this.exchange = exchange;
    this.whenGiven = whenGiven;
  }

  /** Answers, unless it was answered before. */
  void give(Response response) {
    give(response, () -> {});
  }

  /**
   * Answers, unless it was answered before.
   *
   * @param whenDelivered run when all of a successful answer was sent
   */
  void give(Response response, Runnable whenDelivered) {
    if (given.compareAndSet(false, true)) {
      whenGiven.run();
      var wire = Requests.toWire(response);
      if (response.code().success()) {
        wire.addMessageObserver(new Delivery(response.payload().length(), whenDelivered));
      }
      run(() -> exchange.sendResponse(wire));
    }
  }

  /** Whether it was answered. */
  boolean given() {
    return given.get();
  }

  /** Acknowledges, so that the peer stops repeating; the answer follows separately. */
  void acknowledge() {
    // in the exchange's own order: an answer given meanwhile is sent before, or piggybacked after
    run(
        () -> {
          if (!given.get()) {
            exchange.sendAccept();
          }
        });
  }

  private void run(Runnable task) {
    try {
      exchange.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Answer dropped: the endpoint is closed");
    }
  }
}
