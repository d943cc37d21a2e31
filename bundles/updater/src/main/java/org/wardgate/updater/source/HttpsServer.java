package org.wardgate.updater.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.updater.UpdaterSettings;

/**
 * Fetches packages over HTTPS from the hosts that the configuration allows. Redirects are not
 * followed. What a server sends is believed as little as anything else: the signature counts.
 */
public final class HttpsServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpsServer.class);
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final long WHOLE_MINUTES = 10;
  private static final int OK = 200;

  private final Supplier<UpdaterSettings> settings;

  /**
   * @param settings those in force
   */
  public HttpsServer(Supplier<UpdaterSettings> settings) {
    this.settings = settings;
  }

  /**
   * Begins to fetch.
   *
   * @return ends with an exception if it takes longer than ten minutes; the caller closes it
   * @throws RefusedException WG-UPD-0014
   */
  public InputStream open(URI location) throws RefusedException {
    UpdaterSettings now = settings.get();
    String host = String.valueOf(location.getHost()).toLowerCase(Locale.ROOT);
    if (!"https".equalsIgnoreCase(location.getScheme())
        || location.getUserInfo() != null
        || !now.allowedHosts().contains(host)) {
      throw failed(host + " is not among the allowed hosts, or it is not https");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .sslContext(context(now.tlsAnchorsFile()))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(location).timeout(ANSWER).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      InputStream body = response.body();
      if (response.statusCode() != OK) {
        body.close();
        throw failed("status " + response.statusCode());
      }
      CompletableFuture.delayedExecutor(WHOLE_MINUTES, TimeUnit.MINUTES).execute(() -> close(body));
      return body;
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NOT_FETCHED, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(UpdateErrors.NOT_FETCHED, "this gateway stops", e);
    }
  }

  /** Whoever still reads it then waits for a server that never ends. */
  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.debug("closing", e);
    }
  }

  private static SSLContext context(Optional<Path> anchorsFile) throws RefusedException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      if (anchorsFile.isEmpty()) {
        context.init(null, null, null);
        return context;
      }
      Bytes pem = DurableFile.readAtMost(anchorsFile.get(), Certificates.PEM_MAX_CHARS);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate anchor :
          Certificates.ofPem(new String(pem.toArray(), StandardCharsets.US_ASCII))) {
        store.setCertificateEntry("anchor-" + store.size(), anchor);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException | CryptoException e) {
      throw new RefusedException(UpdateErrors.NOT_FETCHED, "TLS anchors: " + e.getMessage(), e);
    }
  }

  private static RefusedException failed(String detail) {
    return new RefusedException(UpdateErrors.NOT_FETCHED, detail);
  }
}
