package org.wardgate.transport.coap;

import java.util.function.ToIntFunction;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.EmptyMessage;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.stack.AbstractLayer;

/**
 * Stands below the assembly of block-wise bodies: for those who proved nothing nothing is
 * assembled. What passes fits into one datagram and its resource's limit; the rest is dropped
 * without a word.
 */
final class OpenGuard extends AbstractLayer {
  private final ToIntFunction<String> payloadMaxBytes;

  /**
   * @param payloadMaxBytes of a path; negative if nobody serves it
   */
  OpenGuard(ToIntFunction<String> payloadMaxBytes) {
    this.payloadMaxBytes = payloadMaxBytes;
  }

  @Override
  public void receiveRequest(Exchange exchange, Request request) {
    int max = payloadMaxBytes.applyAsInt(request.getOptions().getUriPathString());
    boolean takes =
        request.getPayloadSize() <= max
            && !request.getOptions().hasBlock1()
            && !request.getOptions().hasBlock2();
    if (takes) {
      super.receiveRequest(exchange, request);
    } else if (request.getType() == CoAP.Type.CON) {
      // a reset stops the repetitions and is shorter than any request (RFC 7252 §4.2)
      super.sendEmptyMessage(exchange, EmptyMessage.newRST(request));
    }
  }
}
