package org.wardgate.transport.coap;

import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.stack.AbstractLayer;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.ResourceHandler;

/**
 * Stands below the assembly of block-wise bodies, so every block counts: keeps a device's message
 * rate, and gives the layer above the largest body its resource takes (4.13 before assembly).
 */
final class GuardLayer extends AbstractLayer {
  /** Devices whose rate is remembered. */
  static final int DEVICES_MAX_COUNT = 20_000;

  /** A body for a path nobody serves: enough to be told so. */
  static final int UNSERVED_BODY_MAX_BYTES = 16;

  private static final long RETRY_SECONDS = 1;

  private final HandlerRegistry handlers;
  private final TokenBuckets<DeviceId> messages;

  GuardLayer(HandlerRegistry handlers, TokenBuckets<DeviceId> messages) {
    this.handlers = handlers;
    this.messages = messages;
  }

  @Override
  public void receiveRequest(Exchange exchange, Request request) {
    Optional<PeerSession> session =
        PeerSession.of(request.getSourceContext()).filter(PeerSession::live);
    if (session.isEmpty()) {
      return;
    }
    if (!messages.take(session.get().identity().device())) {
      // RFC 8516 §3
      refuse(exchange, request, ResponseCode.TOO_MANY_REQUESTS);
      return;
    }
    int bodyMax = bodyMaxBytes(request.getOptions().getUriPathString());
    if (request.getPayloadSize() > bodyMax && !request.getOptions().hasBlock1()) {
      refuse(exchange, request, ResponseCode.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    request.setMaxResourceBodySize(bodyMax);
    super.receiveRequest(exchange, request);
  }

  private int bodyMaxBytes(String path) {
    return handlers
        .find(path)
        .map(ResourceHandler::payloadMaxBytes)
        .map(max -> Math.max(max, UNSERVED_BODY_MAX_BYTES))
        .orElse(UNSERVED_BODY_MAX_BYTES);
  }

  private void refuse(Exchange exchange, Request request, ResponseCode code) {
    Response response = new Response(code, true);
    response.setDestinationContext(request.getSourceContext());
    if (code == ResponseCode.TOO_MANY_REQUESTS) {
      response.getOptions().setMaxAge(RETRY_SECONDS);
    }
    super.sendResponse(exchange, response);
  }
}
