package org.wardgate.transport.coap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Endpoint;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportErrors;

/** Sends a request and waits for what comes of it, not longer than it may. Thread-safe. */
final class Asking {
  private final Endpoint endpoint;
  private final ScheduledExecutorService timers;
  private final Clock clock;

  Asking(Endpoint endpoint, ScheduledExecutorService timers, Clock clock) {
    this.endpoint = endpoint;
    this.timers = timers;
    this.clock = clock;
  }

  /** The answer, or a {@link RefusedException}. */
  CompletableFuture<Response> ask(Request request, int answerMaxBytes, Instant deadline) {
    request.setMaxResourceBodySize(answerMaxBytes);
    CompletableFuture<Response> answer = new CompletableFuture<>();
    request.addMessageObserver(new Observer(answer, answerMaxBytes));
    long millis = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
    try {
      Future<?> timer =
          timers.schedule(() -> giveUp(answer, request), millis, TimeUnit.MILLISECONDS);
      endpoint.sendRequest(request);
      return answer.whenComplete((response, error) -> timer.cancel(false));
    } catch (RejectedExecutionException e) {
      fail(answer, TransportErrors.NO_SESSION, "the endpoint is closing");
      return answer;
    }
  }

  private static void giveUp(CompletableFuture<Response> answer, Request request) {
    fail(answer, TransportErrors.NO_ANSWER, "deadline passed");
    request.cancel();
  }

  private static void fail(CompletableFuture<?> answer, ErrorCode code, String detail) {
    answer.completeExceptionally(new RefusedException(code, detail));
  }

  /** Turns what happens to the request into the answer. */
  private static final class Observer extends MessageObserverAdapter {
    private final CompletableFuture<Response> answer;
    private final int maxBytes;

    Observer(CompletableFuture<Response> answer, int maxBytes) {
      this.answer = answer;
      this.maxBytes = maxBytes;
    }

    @Override
    public void onResponse(Response response) {
      if (response.getPayloadSize() > maxBytes) {
        fail(answer, TransportErrors.ANSWER_TOO_LARGE, "more than " + maxBytes + " bytes");
      } else {
        answer.complete(response);
      }
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
      fail(answer, TransportErrors.NO_SESSION, String.valueOf(error));
    }

    @Override
    public void onCancel() {
      fail(answer, TransportErrors.NO_ANSWER, "cancelled");
    }
  }
}
