package org.wardgate.transport.coap;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.EndpointContext;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;

/** Asks a device over a session it opened, whatever protects that session. Thread-safe. */
abstract class AskingChannel implements DeviceChannel {
  private final PeerSession session;
  private final Asking asking;

  AskingChannel(PeerSession session, Asking asking) {
    this.session = session;
    this.asking = asking;
  }

  /** Where requests go; absent once the session can carry none. */
  abstract Optional<EndpointContext> destination();

  @Override
  public final CompletionStage<Response> post(
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
  public final CompletionStage<Response> get(
      String path, int accept, int responseMaxBytes, Instant deadline) {
    if (responseMaxBytes < 1) {
      throw new IllegalArgumentException("answer limit out of range");
    }
    Request request = Request.newGet();
    request.getOptions().setUriPath(path).setAccept(accept);
    return send(request, responseMaxBytes, deadline);
  }

  /** The answer; also ends when the session does. */
  final CompletionStage<Response> send(Request request, int maxBytes, Instant deadline) {
    Optional<EndpointContext> destination = destination();
    if (destination.isEmpty()) {
      return CompletableFuture.failedFuture(noSession("is gone"));
    }
    request.setDestinationContext(destination.get());
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Runnable whenEnded = () -> end(answer, request);
    session.whenEnded(whenEnded);
    var unused =
        asking
            .ask(request, maxBytes, deadline)
            .thenCompose(AskingChannel::answer)
            .whenComplete((response, error) -> pass(answer, response, error));
    return answer.whenComplete((response, error) -> session.forget(whenEnded));
  }

  /** Answers at once instead of at the deadline: nothing comes over a closed session. */
  private void end(CompletableFuture<Response> answer, Request request) {
    answer.completeExceptionally(noSession("was closed"));
    request.cancel();
  }

  private RefusedException noSession(String how) {
    return new RefusedException(TransportErrors.NO_SESSION, "session " + session.id() + " " + how);
  }

  private static void pass(
      CompletableFuture<Response> answer, @Nullable Response response, @Nullable Throwable error) {
    if (response != null) {
      answer.complete(response);
    } else if (error != null) {
      answer.completeExceptionally(error instanceof CompletionException ? cause(error) : error);
    }
  }

  private static Throwable cause(Throwable error) {
    Throwable cause = error.getCause();
    return cause == null ? error : cause;
  }

  private static CompletionStage<Response> answer(org.eclipse.californium.core.coap.Response wire) {
    return Requests.fromWire(wire)
        .<CompletionStage<Response>>map(CompletableFuture::completedFuture)
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new RefusedException(TransportErrors.NO_ANSWER, "code " + wire.getCode())));
  }
}
