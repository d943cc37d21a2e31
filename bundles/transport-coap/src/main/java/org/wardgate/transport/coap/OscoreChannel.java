package org.wardgate.transport.coap;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;

/** Asks a device over its OSCORE session. Thread-safe. */
final class OscoreChannel implements DeviceChannel {
  private final OscoreBook.Entry entry;
  private final Asking asking;
  private final Consumer<OscoreBook.Entry> close;

  OscoreChannel(OscoreBook.Entry entry, Asking asking, Consumer<OscoreBook.Entry> close) {
    this.entry = entry;
    this.asking = asking;
    this.close = close;
  }

  @Override
  public Peer peer() {
    return entry.peer();
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

  private CompletionStage<Response> send(Request request, int maxBytes, Instant deadline) {
    request.setDestinationContext(
        new AddressEndpointContext(entry.session().address(), entry.session().principal()));
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Runnable whenEnded = () -> end(answer, request);
    entry.who().whenEnded(whenEnded);
    var unused =
        asking
            .ask(request, maxBytes, deadline)
            .thenCompose(OscoreChannel::answer)
            .whenComplete((response, error) -> pass(answer, response, error));
    return answer.whenComplete((response, error) -> entry.who().forget(whenEnded));
  }

  /** Answers at once instead of at the deadline: nothing comes over a closed session. */
  private static void end(CompletableFuture<Response> answer, Request request) {
    answer.completeExceptionally(
        new RefusedException(TransportErrors.NO_SESSION, "the session was closed"));
    request.cancel();
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

  @Override
  public boolean close() {
    close.accept(entry);
    return true;
  }
}
