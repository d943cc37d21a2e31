package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** Takes every complete request to its handler and the handler's answer back. Thread-safe. */
final class RequestDispatcher implements MessageDeliverer {
  /** Requests of one device being handled at once. */
  static final int IN_FLIGHT_PER_DEVICE_MAX = 8;

  /** An answer within this time rides on the acknowledgement (RFC 7252 §5.2.1). */
  static final Duration PIGGYBACK_WAIT = Duration.ofMillis(250);

  private static final long RETRY_SECONDS = 1;
  private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

  private final HandlerRegistry handlers;
  private final Door door;
  private final ScheduledExecutorService timers;
  private final Clock clock;
  private final Duration answerTimeout;
  private final String idPrefix;
  private final AtomicLong requests = new AtomicLong();
  private final Map<DeviceId, Integer> inFlight = new ConcurrentHashMap<>();

  RequestDispatcher(
      HandlerRegistry handlers,
      Door door,
      ScheduledExecutorService timers,
      Clock clock,
      Duration answerTimeout,
      String idPrefix) {
    this.handlers = handlers;
    this.door = door;
    this.timers = timers;
    this.clock = clock;
    this.answerTimeout = answerTimeout;
    this.idPrefix = idPrefix;
  }

  @Override
  public void deliverResponse(
      Exchange exchange, org.eclipse.californium.core.coap.Response response) {
    exchange.getRequest().setResponse(response);
  }

  @Override
  public void deliverRequest(Exchange exchange) {
    Request request = exchange.getRequest();
    Optional<PeerSession> session =
        PeerSession.of(request.getSourceContext()).filter(PeerSession::live);
    if (session.isEmpty()) {
      return;
    }
    DeviceId device = session.get().identity().device();
    if (inFlight.merge(device, 1, Integer::sum) > IN_FLIGHT_PER_DEVICE_MAX) {
      leave(device);
      new Answer(exchange, () -> {}).give(retry(ResponseCode.TOO_MANY_REQUESTS));
      return;
    }
    Answer answer = new Answer(exchange, () -> leave(device));
    try {
      route(request, session.get(), answer);
    } catch (RuntimeException e) {
      LOG.warn("Request for {} failed: {}", request.getOptions().getUriPathString(), e.toString());
      LOG.debug("Request failed", e);
      answer.give(Response.empty(ResponseCode.INTERNAL_SERVER_ERROR));
    }
  }

  private void leave(DeviceId device) {
    inFlight.computeIfPresent(device, (d, count) -> count > 1 ? count - 1 : null);
  }

  private void route(Request request, PeerSession session, Answer answer) {
    OptionSet options = request.getOptions();
    String path = options.getUriPathString();
    Optional<ResourceHandler> handler = handlers.find(path);
    Optional<Method> method = Requests.method(request);
    Optional<Response> refusal = refusal(options);
    if (refusal.isPresent()) {
      answer.give(refusal.get());
    } else if (path.equals(LinkFormat.PATH)) {
      answer.give(discovery(options, method));
    } else if (handler.isEmpty()) {
      // a handler that is being replaced is back in a moment
      answer.give(
          handlers.known(path)
              ? retry(ResponseCode.SERVICE_UNAVAILABLE)
              : Response.empty(ResponseCode.NOT_FOUND));
    } else if (method.filter(handler.get().methods()::contains).isEmpty()) {
      answer.give(Response.empty(ResponseCode.METHOD_NOT_ALLOWED));
    } else if (request.getPayloadSize() > handler.get().payloadMaxBytes()) {
      answer.give(Response.empty(ResponseCode.REQUEST_ENTITY_TOO_LARGE));
    } else {
      CorrelationId id = new CorrelationId(idPrefix + requests.incrementAndGet());
      BoundedRequest bounded =
          Requests.bounded(request, method.get(), session, id, clock.instant().plus(answerTimeout));
      CompletionStage<Response> stage =
          door.opens(session)
              .thenCompose(
                  opened ->
                      opened && !answer.given()
                          ? handler.get().handle(bounded)
                          : completedFuture(retry(ResponseCode.SERVICE_UNAVAILABLE)));
      await(handler.get(), bounded, stage, answer);
    }
  }

  /** What no resource here supports (RFC 7252 §5.4.1, §5.7.2, §5.10.8). */
  private static Optional<Response> refusal(OptionSet options) {
    boolean unsupported =
        options.hasProxyUri()
            || options.hasProxyScheme()
            || options.getIfMatchCount() > 0
            || options.hasIfNoneMatch()
            || options.getURIQueryCount() > BoundedRequest.QUERIES_MAX_COUNT;
    return unsupported ? Optional.of(Response.empty(ResponseCode.BAD_REQUEST)) : Optional.empty();
  }

  private Response discovery(OptionSet options, Optional<Method> method) {
    if (!method.equals(Optional.of(Method.GET))) {
      return Response.empty(ResponseCode.METHOD_NOT_ALLOWED);
    }
    if (options.hasAccept() && options.getAccept() != ContentFormat.LINK_FORMAT) {
      return Response.empty(ResponseCode.NOT_ACCEPTABLE);
    }
    String links = LinkFormat.links(handlers.serving(), options.getUriQuery());
    return Response.content(
        ContentFormat.LINK_FORMAT, Bytes.of(links.getBytes(StandardCharsets.UTF_8)));
  }

  private void await(
      ResourceHandler handler,
      BoundedRequest request,
      CompletionStage<Response> stage,
      Answer answer) {
    if (stage.toCompletableFuture().isDone()) {
      stage.whenComplete((response, error) -> finish(handler, request, answer, response, error));
      return;
    }
    Set<Future<?>> pending =
        Set.of(
            after(PIGGYBACK_WAIT, answer::acknowledge),
            after(answerTimeout, () -> answer.give(retry(ResponseCode.SERVICE_UNAVAILABLE))));
    stage.whenComplete(
        (response, error) -> {
          finish(handler, request, answer, response, error);
          pending.forEach(timer -> timer.cancel(false));
        });
  }

  private Future<?> after(Duration delay, Runnable task) {
    return timers.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void finish(
      ResourceHandler handler,
      BoundedRequest request,
      Answer answer,
      @Nullable Response response,
      @Nullable Throwable error) {
    if (response != null) {
      answer.give(response, () -> delivered(handler, request, response));
    } else {
      LOG.warn("Handler of {} failed: {}", handler.path(), String.valueOf(error));
      LOG.debug("Handler failed", error);
      answer.give(Response.empty(ResponseCode.INTERNAL_SERVER_ERROR));
    }
  }

  private static void delivered(
      ResourceHandler handler, BoundedRequest request, Response response) {
    try {
      handler.delivered(request, response);
    } catch (RuntimeException e) {
      LOG.warn("Handler of {} failed after its answer: {}", handler.path(), e.toString());
      LOG.debug("Handler failed", e);
    }
  }

  private static Response retry(ResponseCode code) {
    return new Response(code, OptionalInt.empty(), Bytes.EMPTY, OptionalLong.of(RETRY_SECONDS));
  }
}
