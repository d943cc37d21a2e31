package org.wardgate.emulators.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.PemFiles;
import org.wardgate.emulators.provision.Provisioning;

class MakerServerTest {
  private static DemoLayout layout = new DemoLayout(Path.of("unset"));
  private static AutoCloseable running = () -> {};
  private static int port;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    layout = new DemoLayout(folder.resolve("demo"));
    Provisioning.run(layout, Plan.namespaces(), Provisioning.DEVICES_MIN_COUNT, Clock.systemUTC());
    MakerServer server =
        MakerServer.start(
            new Endpoint("127.0.0.1", 0),
            layout.web(),
            ServerTls.of(layout.webCertificate(), layout.webKey()));
    running = server;
    port = server.port();
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  @Test
  void servesAMudFileByteForByte() throws Exception {
    String answer = get("mud.norvik.example", "/np-200.json");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("application/mud+json");
    assertThat(answer)
        .endsWith(Files.readString(layout.web().resolve("mud.norvik.example/np-200.json")));
  }

  @Test
  void servesTheSignatureBesideIt() throws Exception {
    assertThat(get("mud.norvik.example", "/np-200.p7s"))
        .startsWith("HTTP/1.1 200")
        .contains("application/pkcs7-signature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/missing.json", "/../web.key", "/%2e%2e/web.key", "/np-200.json/", "//x.y"})
  void servesNothingElse(String path) throws Exception {
    assertThat(get("mud.norvik.example", path)).startsWith("HTTP/1.1 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "mud.stranger.example", ""})
  void servesNoOtherHost(String host) throws Exception {
    assertThat(get(host, "/np-200.json")).containsPattern("^HTTP/1.1 40[04]");
  }

  private static String get(String host, String path) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new Endpoint("127.0.0.1", port).socketAddress());
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static TrustManagerFactory trust() throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("web", PemFiles.readChain(layout.webAnchors()).get(0));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchors);
    return trust;
  }
}
