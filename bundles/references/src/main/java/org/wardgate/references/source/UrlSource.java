package org.wardgate.references.source;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.BoundedBody;
import org.wardgate.references.corim.CorimLimits;
import org.wardgate.references.store.Origin;
import org.wardgate.references.store.ReferenceKeeper;

/**
 * Fetches manifests over HTTPS, asking whether they changed. Redirects are followed on the same
 * host alone. What a server does not have any more stays in force. Blocks its caller; not
 * thread-safe.
 */
public final class UrlSource {
  /** Most addresses. */
  public static final int URLS_MAX_COUNT = 100;

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int REDIRECTS_MAX_COUNT = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int VALIDATOR_MAX_CHARS = 256;

  private final List<URI> urls;
  private final Optional<Path> tlsAnchorsFile;
  private final ReferenceKeeper keeper;
  private final Map<URI, Map<String, String>> conditions = new HashMap<>();

  /**
   * @param urls of signed CoRIMs, checked by {@link #https}; at most {@link #URLS_MAX_COUNT}
   * @param tlsAnchorsFile PEM certificates that the servers chain to; empty: the platform's
   * @param keeper who takes them
   */
  public UrlSource(List<URI> urls, Optional<Path> tlsAnchorsFile, ReferenceKeeper keeper) {
    this.urls = List.copyOf(urls);
    this.tlsAnchorsFile = tlsAnchorsFile;
    this.keeper = keeper;
  }

  /**
   * Checks an address.
   *
   * @throws RefusedException {@code WG-REF-0013} if it is not an https URL
   */
  public static URI https(String url) throws RefusedException {
    try {
      URI uri = URI.create(url.strip());
      if ("https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_FETCH, url + " is no URL", e);
    }
    throw failed(url + " is no https URL");
  }

  /**
   * Asks every address once.
   *
   * @return why something could not be fetched or was refused
   */
  public List<RefusedException> fetch() {
    List<RefusedException> problems = new ArrayList<>();
    if (urls.isEmpty()) {
      return problems;
    }
    try {
      HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(TIMEOUT)
              .sslContext(TlsTrust.context(tlsAnchorsFile))
              .build();
      for (URI url : urls) {
        try {
          fetch(client, url);
        } catch (RefusedException e) {
          problems.add(new RefusedException(e.errorCode(), url + ": " + e.detail(), e));
        }
      }
    } catch (RefusedException e) {
      problems.add(e);
    }
    return problems;
  }

  private void fetch(HttpClient client, URI url) throws RefusedException {
    HttpResponse<Bytes> response =
        get(client, url, conditions.getOrDefault(url, Map.of()), System.nanoTime());
    if (response.statusCode() == NOT_MODIFIED && conditions.containsKey(url)) {
      return;
    }
    conditions.remove(url);
    if (response.statusCode() != OK) {
      throw failed("status " + response.statusCode());
    }
    keeper.receive(response.body(), Origin.URL);
    // only what was good needs not be asked for again
    conditions.put(url, validators(response));
  }

  private static Map<String, String> validators(HttpResponse<Bytes> response) {
    Map<String, String> headers = new HashMap<>();
    validator(response, "ETag").ifPresent(value -> headers.put("If-None-Match", value));
    validator(response, "Last-Modified")
        .ifPresent(value -> headers.put("If-Modified-Since", value));
    return headers;
  }

  private static Optional<String> validator(HttpResponse<Bytes> response, String name) {
    return response
        .headers()
        .firstValue(name)
        .filter(value -> value.length() <= VALIDATOR_MAX_CHARS);
  }

  private static HttpResponse<Bytes> get(
      HttpClient client, URI url, Map<String, String> headers, long startNanos)
      throws RefusedException {
    URI at = url;
    for (int i = 0; i <= REDIRECTS_MAX_COUNT; i++) {
      HttpResponse<Bytes> response = once(client, at, headers, startNanos);
      if (!REDIRECTS.contains(response.statusCode())) {
        return response;
      }
      at = target(at, response);
    }
    throw failed("more than " + REDIRECTS_MAX_COUNT + " redirects");
  }

  private static URI target(URI from, HttpResponse<Bytes> response) throws RefusedException {
    String location = response.headers().firstValue("Location").orElse("");
    URI target;
    try {
      target = https(from.resolve(location).toString());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_FETCH, "a redirect to no URL", e);
    }
    if (!authority(target).equals(authority(from))) {
      throw failed("a redirect to another host: " + target.getHost());
    }
    return target;
  }

  private static String authority(URI uri) {
    return uri.getRawAuthority().toLowerCase(Locale.ROOT);
  }

  private static HttpResponse<Bytes> once(
      HttpClient client, URI url, Map<String, String> headers, long startNanos)
      throws RefusedException {
    long leftNanos = TIMEOUT.toNanos() - (System.nanoTime() - startNanos);
    if (leftNanos <= 0) {
      throw failed("it takes longer than " + TIMEOUT.toSeconds() + " s");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofNanos(leftNanos))
            .header("Accept", "application/rim+cose, application/octet-stream;q=0.5")
            .GET();
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<Bytes>> response =
        client.sendAsync(
            request.build(),
            BoundedBody.ofAtMost(
                CorimLimits.FILE_MAX_BYTES, max -> failed("more than " + max + " bytes")));
    try {
      return response.get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RefusedException(
          ReferenceErrors.CANNOT_FETCH, "it takes longer than " + TIMEOUT.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_FETCH, String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ReferenceErrors.CANNOT_FETCH, "the gateway stops", e);
    } finally {
      // ends the exchange if it is still going on; otherwise without effect
      response.cancel(true);
    }
  }

  private static RefusedException failed(String detail) {
    return new RefusedException(ReferenceErrors.CANNOT_FETCH, detail);
  }
}
