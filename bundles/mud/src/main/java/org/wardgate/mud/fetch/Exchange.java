package org.wardgate.mud.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.BoundedBody;
import org.wardgate.mud.file.MudUrl;

/**
 * Asks a maker's server until a time. Blocks the caller.
 *
 * @param client that follows no redirects by itself
 * @param endNanos when to give up, as {@link System#nanoTime}
 */
record Exchange(HttpClient client, long endNanos) {
  /** Most redirects followed. */
  static final int REDIRECTS_MAX_COUNT = 3;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /**
   * Gets what is at a URL, following redirects within its authority.
   *
   * @throws RefusedException FETCH_TIMEOUT, FETCH_FAILED or TOO_LARGE
   */
  HttpResponse<Bytes> get(MudUrl url, Map<String, String> headers, int maxBytes)
      throws RefusedException {
    MudUrl at = url;
    for (int redirects = 0; redirects <= REDIRECTS_MAX_COUNT; redirects++) {
      HttpResponse<Bytes> response = once(at, headers, maxBytes);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      at = target(at, response);
    }
    throw failed("more than " + REDIRECTS_MAX_COUNT + " redirects of " + url);
  }

  /** Where a redirect leads: nowhere but to another place of the same server. */
  private static MudUrl target(MudUrl from, HttpResponse<Bytes> response) throws RefusedException {
    String what = "status " + response.statusCode() + " of " + from + ", a redirect ";
    Optional<String> location =
        response.headers().firstValue("Location").filter(text -> !text.isBlank());
    if (location.isEmpty()) {
      throw failed(what + "to nowhere");
    }
    MudUrl target;
    try {
      target = MudUrl.of(from.uri().resolve(new URI(location.get())).toString());
    } catch (URISyntaxException | RefusedException e) {
      throw failed(what + "to no https URL");
    }
    if (!target.authority().equals(from.authority())) {
      throw failed(what + "to " + target.authority());
    }
    return target;
  }

  private HttpResponse<Bytes> once(MudUrl url, Map<String, String> headers, int maxBytes)
      throws RefusedException {
    long leftNanos = endNanos - System.nanoTime();
    if (leftNanos <= 0) {
      throw timeout(url);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.uri()).timeout(Duration.ofNanos(leftNanos)).GET();
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<Bytes>> response =
        client.sendAsync(
            request.build(),
            BoundedBody.ofAtMost(
                maxBytes,
                max -> new RefusedException(MudErrors.TOO_LARGE, "more than " + max + " bytes")));
    try {
      return response.get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw timeout(url);
    } catch (ExecutionException e) {
      throw refusal(url, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(MudErrors.FETCH_FAILED, "the gateway stops", e);
    } finally {
      // Ends the exchange if it is still going on; otherwise without effect.
      response.cancel(true);
    }
  }

  private static RefusedException refusal(MudUrl url, Throwable cause) {
    if (cause instanceof RefusedException refused) {
      return new RefusedException(refused.errorCode(), url + ": " + refused.detail(), refused);
    }
    if (cause instanceof HttpTimeoutException) {
      return timeout(url);
    }
    if (cause instanceof IOException && cause.getCause() instanceof RefusedException refused) {
      return refusal(url, refused);
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new RefusedException(
        MudErrors.FETCH_FAILED, url + ": " + cause.getClass().getSimpleName() + message, cause);
  }

  private static RefusedException timeout(MudUrl url) {
    return new RefusedException(MudErrors.FETCH_TIMEOUT, url.text());
  }

  private static RefusedException failed(String detail) {
    return new RefusedException(MudErrors.FETCH_FAILED, detail);
  }
}
