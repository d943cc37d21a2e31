package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;
import org.eclipse.californium.scandium.dtls.Connection;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;

/** Asks a device over the session it opened; never begins a handshake. */
final class SessionChannel implements DeviceChannel {
  private final PeerSession session;
  private final Endpoint endpoint;
  private final ScheduledExecutorService timers;
  private final Clock clock;
  private final Consumer<PeerSession> closer;

  /**
   * @param closer ends a session
   */
  SessionChannel(
      PeerSession session,
      Endpoint endpoint,
      ScheduledExecutorService timers,
      Clock clock,
      Consumer<PeerSession> closer) {
    this.session = session;
    this.endpoint = endpoint;
    this.timers = timers;
    this.clock = clock;
    this.closer = closer;
  }

  @Override
  public boolean close() {
    closer.accept(session);
    return true;
  }

  @Override
  public Peer peer() {
    return session
        .address()
        .map(session::peerAt)
        .or(session::established)
        .orElseThrow(() -> new IllegalStateException("channels exist only for known sessions"));
  }

  @Override
  public CompletionStage<Response> post(
      String path,
      int contentFormat,
      int accept,
      Bytes payload,
      int responseMaxBytes,
      Instant deadline) {
    if (payload.length() > PAYLOAD_MAX_BYTES || responseMaxBytes < 1) {
      throw new IllegalArgumentException("payload or answer limit out of range");
    }
    Request request = Request.newPost();
    request.getOptions().setUriPath(path).setContentFormat(contentFormat).setAccept(accept);
    request.setPayload(payload.toArray());
    return send(request, responseMaxBytes, deadline);
  }

  @Override
  public CompletionStage<Response> get(
      String path, int accept, int responseMaxBytes, Instant deadline) {
    if (responseMaxBytes < 1) {
      throw new IllegalArgumentException("answer limit out of range");
    }
    Request request = Request.newGet();
    request.getOptions().setUriPath(path).setAccept(accept);
    return send(request, responseMaxBytes, deadline);
  }

  /** Acknowledgement and reset came over the session too: nobody but the device sends them. */
  @Override
  public CompletionStage<Boolean> probe(Instant deadline) {
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    Request request = Request.newGet();
    request.getOptions().setUriPath(DeviceChannel.PROBE_PATH).setAccept(ContentFormat.LINK_FORMAT);
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onAcknowledgement() {
            heard.complete(true);
          }

          @Override
          public void onReject() {
            heard.complete(true);
          }

          @Override
          public void onResponse(org.eclipse.californium.core.coap.Response response) {
            heard.complete(true);
          }

          @Override
          public void onResponseHandlingError(Throwable cause) {
            heard.complete(true);
          }
        });
    var unused =
        send(request, DeviceChannel.PROBE_ANSWER_MAX_BYTES, deadline)
            .whenComplete((response, error) -> heard.complete(error == null));
    return heard;
  }

  private Optional<EndpointContext> context() {
    Connection connection = session.connection().orElse(null);
    InetSocketAddress address = connection == null ? null : connection.getPeerAddress();
    if (connection == null || address == null || !connection.hasEstablishedDtlsContext()) {
      return Optional.empty();
    }
    return Optional.of(
        new DtlsEndpointContext(
            address,
            null,
            connection.getEstablishedPeerIdentity(),
            new MapBasedEndpointContext.Attributes()
                .add(
                    DtlsEndpointContext.KEY_HANDSHAKE_MODE,
                    DtlsEndpointContext.HANDSHAKE_MODE_NONE)));
  }

  private CompletionStage<Response> send(Request request, int maxBytes, Instant deadline) {
    Optional<EndpointContext> context = context();
    if (context.isEmpty()) {
      return refused(TransportErrors.NO_SESSION, "session " + session.id() + " is gone");
    }
    request.setMaxResourceBodySize(maxBytes);
    request.setDestinationContext(context.get());
    CompletableFuture<Response> answer = new CompletableFuture<>();
    request.addMessageObserver(new Observer(answer, maxBytes, session.id()));
    Runnable whenEnded = () -> end(answer, request);
    session.whenEnded(whenEnded);
    long millis = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
    try {
      Future<?> timer =
          timers.schedule(() -> giveUp(answer, request), millis, TimeUnit.MILLISECONDS);
      endpoint.sendRequest(request);
      return answer.whenComplete(
          (response, error) -> {
            timer.cancel(false);
            session.forget(whenEnded);
          });
    } catch (RejectedExecutionException e) {
      session.forget(whenEnded);
      return refused(TransportErrors.NO_SESSION, "the endpoint is closing");
    }
  }

  private static void giveUp(CompletableFuture<Response> answer, Request request) {
    fail(answer, TransportErrors.NO_ANSWER, "deadline passed");
    request.cancel();
  }

  /** Answers at once instead of at the deadline: nothing comes over a closed session. */
  private void end(CompletableFuture<Response> answer, Request request) {
    fail(answer, TransportErrors.NO_SESSION, "session " + session.id() + " was closed");
    request.cancel();
  }

  private static CompletionStage<Response> refused(ErrorCode code, String detail) {
    return CompletableFuture.failedFuture(new RefusedException(code, detail));
  }

  private static void fail(CompletableFuture<Response> answer, ErrorCode code, String detail) {
    answer.completeExceptionally(new RefusedException(code, detail));
  }

  /** Turns what happens to the request into the answer. */
  private static final class Observer extends MessageObserverAdapter {
    private final CompletableFuture<Response> answer;
    private final int maxBytes;
    private final String session;

    Observer(CompletableFuture<Response> answer, int maxBytes, String session) {
      this.answer = answer;
      this.maxBytes = maxBytes;
      this.session = session;
    }

    @Override
    public void onResponse(org.eclipse.californium.core.coap.Response response) {
      if (response.getPayloadSize() > maxBytes) {
        fail(answer, TransportErrors.ANSWER_TOO_LARGE, "more than " + maxBytes + " bytes");
        return;
      }
      Requests.fromWire(response)
          .ifPresentOrElse(
              answer::complete,
              () -> fail(answer, TransportErrors.NO_ANSWER, "code " + response.getCode()));
    }

    @Override
    public void onResponseHandlingError(Throwable cause) {
      // the block-wise layer gave up: the announced or received body passes the limit
      fail(answer, TransportErrors.ANSWER_TOO_LARGE, String.valueOf(cause.getMessage()));
    }

    @Override
    public void onTimeout() {
      fail(answer, TransportErrors.NO_ANSWER, "not acknowledged");
    }

    @Override
    public void onReject() {
      fail(answer, TransportErrors.NO_ANSWER, "reset by the device");
    }

    @Override
    public void onSendError(@Nullable Throwable error) {
      fail(answer, TransportErrors.NO_SESSION, "session " + session + ": " + error);
    }

    @Override
    public void onCancel() {
      fail(answer, TransportErrors.NO_ANSWER, "cancelled");
    }
  }
}
