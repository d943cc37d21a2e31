package org.wardgate.references.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;
import org.wardgate.references.store.ReferenceKeeper;
import org.wardgate.references.testing.Maker;

class UrlSourceTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");

  /** The servers' certificates must be valid when the tests run. */
  private final Instant today = Instant.now();

  private final KeyPair serverKeys = EcKeys.generateP256();
  private final X509Certificate serverCertificate = selfSigned();
  private final Path directory;
  private final HttpsServer server;
  private final ReferenceKeeper keeper;
  private final AtomicInteger notModified = new AtomicInteger();
  private volatile byte[] body = NORVIK.corim("np-200", 1, "NP-200").toArray();

  UrlSourceTest(@TempDir Path directory, @TempDir Path kept) throws Exception {
    this.directory = directory;
    keeper =
        new ReferenceKeeper(
            kept,
            () -> Maker.inventory(1, NORVIK.manufacturer()),
            Clock.fixed(TestPki.NOW, ZoneOffset.UTC));
    keeper.open();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/ok", this::answer);
    server.createContext("/moved", exchange -> redirect(exchange, "/ok"));
    server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
    server.createContext("/away", exchange -> redirect(exchange, "https://elsewhere.example/ok"));
    server.createContext("/plain", exchange -> redirect(exchange, "http://localhost/ok"));
    server.createContext("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private X509Certificate selfSigned() {
    Issue issue =
        Issue.of(
                "localhost",
                serverKeys.getPublic(),
                today.minusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS),
                today.plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS),
                BigInteger.TEN,
                Profile.TLS_SERVER)
            .withSans(List.of(SubjectAltName.dns("localhost")));
    try {
      return CertificateIssuer.issue(issue, Optional.empty(), serverKeys.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context() throws Exception {
    char[] password = "test".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", serverKeys.getPrivate(), password, new X509Certificate[] {serverCertificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        notModified.incrementAndGet();
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      exchange.getResponseHeaders().add("ETag", "\"v1\"");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Location", to);
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private UrlSource source(String path) throws Exception {
    Path anchors = directory.resolve("tls.pem");
    Files.writeString(anchors, Certificates.toPem(List.of(serverCertificate)));
    return new UrlSource(
        List.of(URI.create("https://localhost:" + server.getAddress().getPort() + path)),
        Optional.of(anchors),
        keeper);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ok", "/moved"})
  void isFetchedAndThenAskedForConditionally(String path) throws Exception {
    UrlSource source = source(path);
    assertThat(source.fetch()).isEmpty();
    assertThat(keeper.offers()).hasSize(1);
    assertThat(source.fetch()).isEmpty();
    assertThat(notModified).hasValue(1);
  }

  @Test
  void whatWasRefusedIsAskedForAgain() throws Exception {
    body = "nonsense".getBytes(StandardCharsets.US_ASCII);
    UrlSource source = source("/ok");
    assertThat(source.fetch()).extracting("errorCode.code").containsExactly("WG-REF-0001");
    body = NORVIK.corim("np-200", 1, "NP-200").toArray();
    assertThat(source.fetch()).isEmpty();
    assertThat(notModified).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/away", "/plain", "/loop", "/gone"})
  void nothingElseIsFollowed(String path) throws Exception {
    assertThat(source(path).fetch()).extracting("errorCode.code").containsExactly("WG-REF-0013");
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void moreThanAllowedIsNotRead() throws Exception {
    body = new byte[17 * 1024 * 1024];
    assertThat(source("/ok").fetch()).extracting("errorCode.code").containsExactly("WG-REF-0013");
  }

  @Test
  void aServerThatIsNotTrustedIsNotAsked() throws Exception {
    UrlSource source =
        new UrlSource(
            List.of(URI.create("https://localhost:" + server.getAddress().getPort() + "/ok")),
            Optional.empty(),
            keeper);
    assertThat(source.fetch()).hasSize(1);
    assertThat(keeper.offers()).isEmpty();
  }

  @Test
  void badAnchorsAreReported() throws Exception {
    UrlSource source =
        new UrlSource(
            List.of(URI.create("https://localhost/x")),
            Optional.of(directory.resolve("no")),
            keeper);
    assertThat(source.fetch()).extracting("errorCode.code").containsExactly("WG-REF-0013");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example/x",
        "file:///etc/passwd",
        "https://",
        "https://u@a.example/",
        " "
      })
  void onlyHttpsUrlsAreTaken(String url) {
    assertThatThrownBy(() -> UrlSource.https(url)).isInstanceOf(RefusedException.class);
  }
}
