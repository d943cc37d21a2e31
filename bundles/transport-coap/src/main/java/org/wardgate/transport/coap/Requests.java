package org.wardgate.transport.coap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** Between the library's messages and the API's records. */
final class Requests {
  private Requests() {}

  static Optional<Method> method(Request request) {
    return switch (request.getCode()) {
      case GET -> Optional.of(Method.GET);
      case POST -> Optional.of(Method.POST);
      case PUT -> Optional.of(Method.PUT);
      case DELETE -> Optional.of(Method.DELETE);
      default -> Optional.empty();
    };
  }

  static BoundedRequest bounded(
      Request request, Method method, PeerSession session, CorrelationId id, Instant deadline) {
    OptionSet options = request.getOptions();
    return new BoundedRequest(
        id,
        session.peerAt(request.getSourceContext().getPeerAddress()),
        method,
        options.getUriPathString(),
        options.getUriQuery(),
        format(options.getContentFormat()),
        format(options.getAccept()),
        payload(request.getPayload()),
        deadline);
  }

  private static OptionalInt format(int value) {
    return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  static Bytes payload(byte[] payload) {
    return payload == null || payload.length == 0 ? Bytes.EMPTY : Bytes.of(payload);
  }

  static org.eclipse.californium.core.coap.Response toWire(Response response) {
    var wire =
        new org.eclipse.californium.core.coap.Response(
            CoAP.ResponseCode.valueOf(response.code().value()));
    response.contentFormat().ifPresent(wire.getOptions()::setContentFormat);
    response.maxAgeSeconds().ifPresent(wire.getOptions()::setMaxAge);
    if (response.payload().length() > 0) {
      wire.setPayload(response.payload().toArray());
    }
    return wire;
  }

  /** The answer of a device; absent if its code is none of those used. */
  static Optional<Response> fromWire(org.eclipse.californium.core.coap.Response wire) {
    OptionSet options = wire.getOptions();
    return List.of(ResponseCode.values()).stream()
        .filter(code -> code.value() == wire.getCode().value)
        .findFirst()
        .map(
            code ->
                new Response(
                    code,
                    format(options.getContentFormat()),
                    payload(wire.getPayload()),
                    OptionalLong.empty()));
  }
}
