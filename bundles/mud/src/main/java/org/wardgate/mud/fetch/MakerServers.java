package org.wardgate.mud.fetch;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final int NOT_MODIFIED = 304;
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
   * Fetches a file and its signature, both within one timeout; or learns that it has not changed.
   *
   * @param known what was fetched before and would still do
   * @throws RefusedException FETCH_TIMEOUT, FETCH_FAILED, TOO_LARGE, or why the file cannot be read
   */
  SignedFile fetch(MudUrl url, Optional<SignedFile> known) throws RefusedException {
    long endNanos = System.nanoTime() + settings.get().timeout().toNanos();
    HttpClient client = lease.acquire();
    try {
      Exchange exchange = new Exchange(client, endNanos);
      Map<String, String> headers =
          new HashMap<>(known.map(file -> file.validators().conditions()).orElse(Map.of()));
      boolean conditional = !headers.isEmpty();
      // RFC 8520 §15: the media type
      headers.put("Accept", "application/mud+json");
      HttpResponse<Bytes> file = exchange.get(url, headers, JsonReader.SIZE_MAX_BYTES);
      Validators validators = Validators.of(file.headers());
      if (conditional && file.statusCode() == NOT_MODIFIED) {
        return known.orElseThrow().unchanged(clock.instant(), validators);
      }
      refuseUnlessOk(file, url);
      return new SignedFile(
          file.body(), signature(exchange, url, file.body()), clock.instant(), validators);
    } finally {
      lease.release();
    }
  }

  /** Empty if the server says that there is none. */
  private static Optional<Bytes> signature(Exchange exchange, MudUrl url, Bytes content)
      throws RefusedException {
    MudUrl signatureUrl = signatureUrl(url, content);
    HttpResponse<Bytes> signature =
        exchange.get(signatureUrl, Map.of("Accept", "*/*"), DetachedCms.SIGNATURE_MAX_BYTES);
    if (signature.statusCode() == NOT_FOUND) {
      return Optional.empty();
    }
    refuseUnlessOk(signature, signatureUrl);
    return Optional.of(signature.body());
  }

  private static void refuseUnlessOk(HttpResponse<Bytes> response, MudUrl url)
      throws RefusedException {
    if (response.statusCode() != OK) {
      throw new RefusedException(
          MudErrors.FETCH_FAILED, "status " + response.statusCode() + " of " + url);
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
}
