package org.wardgate.transport.coap;

import java.util.List;
import org.eclipse.californium.core.coap.BlockOption;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.stack.AbstractLayer;

/**
 * Follows one answer until all of it was sent. The library copies an answer's observers to each of
 * its blocks; its own notice of a complete transfer also comes when a transfer is given up for a
 * newer one. Thread-safe.
 */
final class Delivery extends MessageObserverAdapter {
  private final int length;
  private final Runnable whenDelivered;
  private int sent;
  private boolean done;

  /**
   * @param length of the whole body, in bytes
   */
  Delivery(int length, Runnable whenDelivered) {
    this.length = length;
    this.whenDelivered = whenDelivered;
  }

  /** True once: when the body has no gap and no byte is missing. */
  private synchronized boolean advance(int offset, int size) {
    if (offset <= sent) {
      sent = Math.max(sent, offset + size);
    }
    boolean now = !done && sent >= length;
    done |= now;
    return now;
  }

  /** Sees what is sent below the layer that makes blocks. */
  static final class Watch extends AbstractLayer {
    @Override
    public void sendResponse(Exchange exchange, Response response) {
      // before it is sent: the device may ask for the next block while this thread returns
      List<Delivery> complete = response.isSuccess() ? complete(response) : List.of();
      super.sendResponse(exchange, response);
      complete.forEach(delivery -> delivery.whenDelivered.run());
    }

    private static List<Delivery> complete(Response response) {
      BlockOption block = response.getOptions().getBlock2();
      int offset = block == null ? 0 : block.getOffset();
      return response.getMessageObservers().stream()
          .filter(Delivery.class::isInstance)
          .map(Delivery.class::cast)
          .filter(delivery -> delivery.advance(offset, response.getPayloadSize()))
          .toList();
    }
  }
}
