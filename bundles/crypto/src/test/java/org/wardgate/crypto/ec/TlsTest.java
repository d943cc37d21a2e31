package org.wardgate.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** The platform's own TLS, which fetches MUD files, goes on working over the installed provider. */
class TlsTest {
  private static final char[] PASSWORD = "test".toCharArray();

  @BeforeEach
  void install() {
    EcProvider.install();
  }

  @AfterEach
  void remove() {
    EcProvider.remove();
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
  })
  void shakesHands(String protocol, String suite) throws Exception {
    SSLContext context = context();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (SSLServerSocket listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
      Future<Integer> received =
          executor.submit(
              () -> {
                try (SSLSocket server = (SSLSocket) listener.accept()) {
                  return server.getInputStream().read();
                }
              });
      try (SSLSocket client =
          (SSLSocket)
              context.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
        client.setEnabledProtocols(new String[] {protocol});
        client.setEnabledCipherSuites(new String[] {suite});
        client.getOutputStream().write(42);
        client.getOutputStream().flush();
        assertThat(received.get(60, TimeUnit.SECONDS)).isEqualTo(42);
        assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static SSLContext context() throws Exception {
    TestPki root = TestPki.root("Root");
    var keys = EcKeys.generateP256();
    java.time.Instant now = java.time.Instant.now();
    X509Certificate certificate =
        root.issues(
            Issue.of(
                "server",
                keys.getPublic(),
                now.minusSeconds(3600),
                now.plusSeconds(3600),
                java.math.BigInteger.TEN,
                Profile.TLS_SERVER));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        keys.getPrivate(),
        PASSWORD,
        new X509Certificate[] {certificate, root.certificate()});
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), new SecureRandom());
    return context;
  }
}
