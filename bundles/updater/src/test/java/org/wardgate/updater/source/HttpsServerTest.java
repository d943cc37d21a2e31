package org.wardgate.updater.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.updater.UpdaterSettings;
import org.wardgate.updater.testing.Release;

class HttpsServerTest {
  private final Path folder;
  private final Release pki = Release.of(Profile.TLS_SERVER, "127.0.0.1");
  private final com.sun.net.httpserver.HttpsServer server;

  HttpsServerTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Files.writeString(folder.resolve("tls.pem"), pki.pem());
    server =
        com.sun.net.httpserver.HttpsServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext(
        "/",
        exchange -> {
          boolean there = exchange.getRequestURI().getPath().equals("/x.dp");
          if (exchange.getRequestURI().getPath().equals("/moved")) {
            exchange.getResponseHeaders().set("Location", "/x.dp");
          }
          byte[] body = {1, 2, 3};
          exchange.sendResponseHeaders(there ? 200 : 302, there ? body.length : -1);
          if (there) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  private SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", pki.keys().getPrivate(), new char[0], new Certificate[] {pki.signer()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpsServer source(List<String> hosts, Optional<Path> anchors) {
    return new HttpsServer(
        () ->
            new UpdaterSettings(Optional.empty(), 1, 1, hosts, anchors, 1_000, 60, 60, List.of()));
  }

  private URI at(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void assertRefused(HttpsServer source, URI location) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> source.open(location).close());
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-UPD-0014");
  }

  @Test
  void fetchesFromAnAllowedHostThatTheAnchorsVouchFor() throws IOException, RefusedException {
    HttpsServer source = source(List.of("127.0.0.1"), Optional.of(folder.resolve("tls.pem")));
    try (InputStream body = source.open(at("https", "/x.dp"))) {
      assertThat(body.readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void followsNoRedirectsAndBelievesNobodyElse() {
    HttpsServer source = source(List.of("127.0.0.1"), Optional.of(folder.resolve("tls.pem")));
    assertRefused(source, at("https", "/moved"));
    assertRefused(source, at("http", "/x.dp"));
    assertRefused(source, URI.create("https://user@127.0.0.1/x.dp"));
    assertRefused(source, URI.create("https://other.example/x.dp"));
    assertRefused(source, URI.create("file:/etc/passwd"));
    assertRefused(source(List.of(), Optional.empty()), at("https", "/x.dp"));
    assertRefused(source(List.of("127.0.0.1"), Optional.empty()), at("https", "/x.dp"));
    assertRefused(
        source(List.of("127.0.0.1"), Optional.of(folder.resolve("none"))), at("https", "/x.dp"));
  }
}
