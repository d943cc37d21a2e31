package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.NoResponseOption;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.transport.OpenRequest;
import org.wardgate.api.transport.OpenResource;
import org.wardgate.api.transport.ResponseCode;

/** Takes unprotected requests to the open resource of their path. Thread-safe. */
final class OpenDeliverer implements MessageDeliverer {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDeliverer.class);

  private final Map<String, OpenResource> resources = new ConcurrentHashMap<>();

  void add(OpenResource resource) {
    resources.put(resource.path(), resource);
  }

  void remove(OpenResource resource) {
    resources.remove(resource.path(), resource);
  }

  /** Largest payload of a path; negative if nobody serves it. */
  int payloadMaxBytes(String path) {
    OpenResource resource = resources.get(path);
    return resource == null ? -1 : resource.payloadMaxBytes();
  }

  @Override
  public void deliverResponse(Exchange exchange, Response response) {
    exchange.getRequest().setResponse(response);
  }

  @Override
  public void deliverRequest(Exchange exchange) {
    Request request = exchange.getRequest();
    OpenResource resource = resources.get(request.getOptions().getUriPathString());
    Optional<ResponseCode> code = Optional.empty();
    if (resource != null && request.getCode() == CoAP.Code.POST) {
      code = ask(resource, request);
    }
    code.filter(answer -> !suppressed(request.getOptions(), answer))
        .ifPresentOrElse(answer -> answer(exchange, answer), () -> acknowledge(exchange, request));
  }

  private static Optional<ResponseCode> ask(OpenResource resource, Request request) {
    InetSocketAddress from = request.getSourceContext().getPeerAddress();
    OptionSet options = request.getOptions();
    OptionalInt format =
        options.hasContentFormat()
            ? OptionalInt.of(options.getContentFormat())
            : OptionalInt.empty();
    try {
      return resource.post(
          new OpenRequest(
              from.getAddress(), from.getPort(), format, Requests.payload(request.getPayload())));
    } catch (RuntimeException e) {
      LOG.warn("Open resource {} failed: {}", resource.path(), e.toString());
      LOG.debug("Open resource failed", e);
      return Optional.empty();
    }
  }

  /** RFC 7967 §2.1. */
  private static boolean suppressed(OptionSet options, ResponseCode code) {
    NoResponseOption wish = options.getNoResponse();
    return wish != null && wish.suppress(CoAP.ResponseCode.valueOf(code.value()));
  }

  private static void answer(Exchange exchange, ResponseCode code) {
    exchange.sendResponse(new Response(CoAP.ResponseCode.valueOf(code.value()), true));
  }

  /** Says nothing, but stops the repetitions. */
  private static void acknowledge(Exchange exchange, Request request) {
    if (request.getType() == CoAP.Type.CON) {
      exchange.sendAccept();
    }
  }
}
