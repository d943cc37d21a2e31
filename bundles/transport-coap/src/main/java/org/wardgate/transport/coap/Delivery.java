package org.wardgate.transport.coap;

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

  private void sent(int offset, int size) {
    if (advance(offset, size)) {
      whenDelivered.run();
    }
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
      int size = response.getPayloadSize(); // a message that was sent may have let go of it
      super.sendResponse(exchange, response);
      if (response.isSuccess()) {
        BlockOption block = response.getOptions().getBlock2();
        int offset = block == null ? 0 : block.getOffset();
        response.getMessageObservers().stream()
            .filter(Delivery.class::isInstance)
            .map(Delivery.class::cast)
            .forEach(delivery -> delivery.sent(offset, size));
      }
    }
  }
}
