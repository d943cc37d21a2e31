package org.wardgate.api.platform;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;

/**
 * An HTTP response body that stops at its limit, while it arrives. Bodies of failures are not read.
 */
public final class BoundedBody implements BodySubscriber<Bytes> {
  private static final int OK = 200;

  private final int maxBytes;
  private final boolean wanted;
  private final IntFunction<? extends Exception> tooLarge;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final CompletableFuture<Bytes> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  private BoundedBody(int maxBytes, boolean wanted, IntFunction<? extends Exception> tooLarge) {
    this.maxBytes = maxBytes;
    this.wanted = wanted;
    this.tooLarge = tooLarge;
  }

  /**
   * A handler that reads bodies of answers with status 200.
   *
   * @param maxBytes the limit
   * @param tooLarge what a longer body fails with; given the limit
   */
  public static BodyHandler<Bytes> ofAtMost(
      int maxBytes, IntFunction<? extends Exception> tooLarge) {
    return response -> new BoundedBody(maxBytes, response.statusCode() == OK, tooLarge);
  }

  @Override
  public CompletionStage<Bytes> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (wanted) {
      given.request(Long.MAX_VALUE);
    } else {
      given.cancel();
      body.complete(Bytes.EMPTY);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (received.size() + (long) buffer.remaining() > maxBytes) {
        stop();
        return;
      }
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      received.write(chunk, 0, chunk.length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(Bytes.of(received.toByteArray()));
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
    body.completeExceptionally(tooLarge.apply(maxBytes));
  }
}
