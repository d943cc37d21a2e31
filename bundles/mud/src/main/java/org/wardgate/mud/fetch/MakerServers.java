package org.wardgate.mud.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.MudParser;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.json.JsonReader;
import org.wardgate.mud.report.Findings;

/** Fetches files and signatures from their makers over HTTPS. Blocks the caller. Thread-safe. */
final class MakerServers {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final String JSON = ".json";

  private final Supplier<FetchSettings> settings;
  private final ClientLease lease;
  private final Clock clock;

  MakerServers(Supplier<FetchSettings> settings, Clock clock) {
    this.settings = settings;
    this.lease = new ClientLease(settings);
    this.clock = clock;
  }

  /**
   * Fetches a file and its signature, both within one timeout.
   *
   * @throws RefusedException FETCH_TIMEOUT, FETCH_FAILED, TOO_LARGE, UNSIGNED, or why the file
   *     cannot be read
   */
  SignedFile fetch(MudUrl url) throws RefusedException {
    long endNanos = System.nanoTime() + settings.get().timeout().toNanos();
    HttpClient client = lease.acquire();
    try {
      // RFC 8520 §15: the media type
      HttpResponse<Bytes> file =
          get(client, url, "application/mud+json", JsonReader.SIZE_MAX_BYTES, endNanos);
      refuseUnlessOk(file, url);
      MudUrl signatureUrl = signatureUrl(url, file.body());
      HttpResponse<Bytes> signature =
          get(client, signatureUrl, "*/*", DetachedCms.SIGNATURE_MAX_BYTES, endNanos);
      if (signature.statusCode() == NOT_FOUND) {
        throw new RefusedException(MudErrors.UNSIGNED, "no signature at " + signatureUrl);
      }
      refuseUnlessOk(signature, signatureUrl);
      return new SignedFile(file.body(), signature.body(), clock.instant());
    } finally {
      lease.release();
    }
  }

  private static void refuseUnlessOk(HttpResponse<Bytes> response, MudUrl url)
      throws RefusedException {
    int status = response.statusCode();
    if (status != OK) {
      String hint = status / 100 == 3 ? ", redirects are not followed" : "";
      throw new RefusedException(MudErrors.FETCH_FAILED, "status " + status + " of " + url + hint);
    }
  }

  /** Where the file says, else beside the file (RFC 8520 §13.1). */
  private static MudUrl signatureUrl(MudUrl url, Bytes content) throws RefusedException {
    Findings findings = new Findings();
    Optional<MudFile> file = MudParser.parse(content, findings);
    findings.refuseOnError();
    Optional<String> named = file.flatMap(MudFile::mudSignature);
    MudUrl signature = named.isPresent() ? MudUrl.of(named.get()) : beside(url);
    if (!signature.authority().equals(url.authority())) {
      throw new RefusedException(
          MudErrors.BAD_VALUE, "mud-signature is at " + signature.authority());
    }
    return signature;
  }

  private static MudUrl beside(MudUrl url) throws RefusedException {
    String text = url.text();
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    String base =
        path.toLowerCase(Locale.ROOT).endsWith(JSON)
            ? path.substring(0, path.length() - JSON.length())
            : path;
    return MudUrl.of(base + ".p7s" + (query < 0 ? "" : text.substring(query)));
  }

  private static HttpResponse<Bytes> get(
      HttpClient client, MudUrl url, String accept, int maxBytes, long endNanos)
      throws RefusedException {
    long leftNanos = endNanos - System.nanoTime();
    if (leftNanos <= 0) {
      throw timeout(url);
    }
    HttpRequest request =
        HttpRequest.newBuilder(url.uri())
            .timeout(Duration.ofNanos(leftNanos))
            .header("Accept", accept)
            .GET()
            .build();
    CompletableFuture<HttpResponse<Bytes>> response =
        client.sendAsync(request, BoundedBody.ofAtMost(maxBytes));
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
}
