package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.pki.status.Revocations;

/** {@code openssl ocsp} and {@code openssl verify -crl_check} agree with the gateway. */
class OpensslRevocationTest {
  private static final Path TOOL = Path.of("/usr/bin/openssl");

  @TempDir Path directory = Path.of("");
  private final Ward ward = new Ward();
  private WardCa ca = ward.ca();
  private HttpServer server;

  OpensslRevocationTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws Exception {
    boolean present = Files.isExecutable(TOOL);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).isTrue();
    }
    assumeTrue(present, "no openssl here");
    // openssl ocsp knows no other time than now
    Instant now = Instant.now();
    ward.clock.set(now);
    ward.built = now.minus(Duration.ofDays(1));
    ward.settings = PkiSettings.of(Map.of("revocationUrl", "http://127.0.0.1:" + port())).value();
    ca = ward.ca();
    assertThat(ca.refresh()).isTrue();
    server.createContext("/pki/ocsp", this::ocsp);
    server.createContext("/pki/crl", this::crl);
    server.start();
    write("root.pem", Certificates.toPem(ward.published.get(0).wardAnchors()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    ca.close();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private Revocations revocations() {
    return ca.revocations().orElseThrow();
  }

  private void ocsp(HttpExchange exchange) throws IOException {
    Bytes request = Bytes.of(exchange.getRequestBody().readAllBytes());
    try {
      answer(exchange, "application/ocsp-response", revocations().ocsp(request));
    } catch (RefusedException e) {
      throw new IOException(e);
    }
  }

  private void crl(HttpExchange exchange) throws IOException {
    String issuer = exchange.getRequestURI().getQuery().replace("issuer=", "");
    try {
      answer(exchange, "application/pkix-crl", revocations().crl(issuer));
    } catch (RefusedException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, String type, Bytes body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length());
    exchange.getResponseBody().write(body.toArray());
    exchange.close();
  }

  private X509Certificate issue(WardCa issuer, String device) throws Exception {
    IssueCertificate intent =
        new IssueCertificate(
            new CorrelationId("c-1"),
            Instant.now().plus(Duration.ofDays(1)),
            new DeviceId(device),
            "SN-1",
            Ward.spki(EcKeys.generateP256()));
    CertificateIssued issued = (CertificateIssued) Ward.issue(issuer, intent);
    X509Certificate certificate = Certificates.ofDer(issued.certificateDer());
    write(device + ".pem", Certificates.toPem(List.of(certificate)));
    return certificate;
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private String openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(TOOL.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private String ocspOf(String device, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("ocsp", "-issuer", "root.pem", "-CAfile", "root.pem"));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "-cert", device + ".pem", "-url", "http://127.0.0.1:%d/pki/ocsp".formatted(port())));
    return openssl(arguments.toArray(String[]::new));
  }

  private String crlCheck(String device) throws Exception {
    revocations().renewLists();
    Files.write(directory.resolve("crl.der"), revocations().crl().toArray());
    openssl("crl", "-inform", "DER", "-in", "crl.der", "-out", "crl.pem");
    return openssl(
        "verify",
        "-x509_strict",
        "-crl_check",
        "-CAfile",
        "root.pem",
        "-CRLfile",
        "crl.pem",
        device + ".pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-sha1", "-sha256"})
  void agreesAboutAGoodARevokedAndAnUnknownCertificate(String digest) throws Exception {
    X509Certificate good = issue(ca, "good");
    X509Certificate revoked = issue(ca, "revoked");
    WardCa twin = ward.twin().ca();
    twin.refresh();
    X509Certificate unknown = issue(twin, "unknown");
    twin.close();
    Ward.issue(ca, Ward.revocation("revoked"));

    assertThat(revocations().status(good)).isEqualTo(Status.GOOD);
    assertThat(ocspOf("good", digest)).contains("Response verify OK", "good.pem: good");
    assertThat(crlCheck("good")).contains("good.pem: OK");

    assertThat(revocations().status(revoked)).isEqualTo(Status.REVOKED);
    assertThat(ocspOf("revoked", digest))
        .contains("Response verify OK", "revoked.pem: revoked", "Reason: keyCompromise");
    assertThat(crlCheck("revoked")).contains("certificate revoked");

    assertThat(revocations().status(unknown)).isEqualTo(Status.UNKNOWN);
    assertThat(ocspOf("unknown", digest)).contains("Response verify OK", "unknown.pem: unknown");
    // a list of the revoked cannot tell what was never issued
    assertThat(crlCheck("unknown")).contains("unknown.pem: OK");
  }

  @Test
  void repeatsTheNonceAndAnswersWithoutOneToo() throws Exception {
    issue(ca, "pump-1");
    assertThat(ocspOf("pump-1", "-nonce", "-resp_text"))
        .contains("Response verify OK", "OCSP Nonce:", "pump-1.pem: good")
        .doesNotContain("WARNING: no nonce");
    String first = ocspOf("pump-1", "-no_nonce", "-resp_text");
    assertThat(first).contains("pump-1.pem: good").doesNotContain("OCSP Nonce:");
    assertThat(ocspOf("pump-1", "-no_nonce", "-resp_text")).isEqualTo(first);
    Ward.issue(ca, Ward.revocation("pump-1"));
    assertThat(ocspOf("pump-1", "-no_nonce")).contains("pump-1.pem: revoked");
  }

  @Test
  void aCertificateOfAnotherCaIsNotSpokenFor() throws Exception {
    Ward other = new Ward();
    other.clock.set(ward.clock.instant());
    other.built = ward.built;
    WardCa stranger = other.ca();
    stranger.refresh();
    issue(stranger, "stranger");
    write("root.pem", Certificates.toPem(other.published.get(0).wardAnchors()));
    assertThat(ocspOf("stranger")).contains("unauthorized");
    stranger.close();
  }

  @Test
  void theGatewaysOwnCertificateIsGood() throws Exception {
    write("gateway.pem", Certificates.toPem(ward.published.get(0).chain()));
    assertThat(ocspOf("gateway")).contains("gateway.pem: good");
    assertThat(revocations().status(ward.published.get(0).chain().get(0)))
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void certificatesSayWhereToAskAndTheAddressesAnswer() throws Exception {
    issue(ca, "pump-1");
    String text = openssl("x509", "-in", "pump-1.pem", "-noout", "-text", "-ocsp_uri");
    assertThat(text)
        .contains("URI:http://127.0.0.1:%d/pki/crl?issuer=".formatted(port()))
        .contains("OCSP - URI:http://127.0.0.1:%d/pki/ocsp".formatted(port()))
        .contains("CA:FALSE", "TLS Web Client Authentication", "Digital Signature");
    assertThat(
            openssl("verify", "-crl_check", "-crl_download", "-CAfile", "root.pem", "pump-1.pem"))
        .contains("pump-1.pem: OK");
  }

  @Test
  void theListIsOfVersionTwoWithItsNumberAndItsIssuersKey() throws Exception {
    issue(ca, "pump-1");
    Ward.issue(ca, Ward.revocation("pump-1"));
    crlCheck("pump-1");
    assertThat(openssl("crl", "-in", "crl.pem", "-noout", "-text", "-CAfile", "root.pem"))
        .contains(
            "verify OK",
            "Version 2",
            "X509v3 CRL Number",
            "X509v3 Authority Key Identifier",
            "Next Update",
            "Key Compromise");
  }

  @Test
  void bothRootsListsAndAnswersHoldWhileTheKeyIsChanged() throws Exception {
    issue(ca, "old");
    issue(ca, "old-revoked");
    Ward.issue(ca, Ward.revocation("old-revoked"));
    Ward.issue(ca, Ward.roll(RolloverStep.PUBLISH));
    Ward.issue(ca, Ward.roll(RolloverStep.ACTIVATE));
    revocations().renewLists();
    assertThat(ocspOf("old")).contains("Response verify OK", "old.pem: good");
    assertThat(ocspOf("old-revoked")).contains("old-revoked.pem: revoked");
    assertThat(openssl("verify", "-crl_check", "-crl_download", "-CAfile", "root.pem", "old.pem"))
        .contains("old.pem: OK");
    assertThat(
            openssl(
                "verify", "-crl_check", "-crl_download", "-CAfile", "root.pem", "old-revoked.pem"))
        .contains("certificate revoked");

    X509Certificate next = ward.published.get(ward.published.size() - 1).wardAnchors().get(0);
    write("root.pem", Certificates.toPem(List.of(next)));
    issue(ca, "new");
    assertThat(ocspOf("new")).contains("Response verify OK", "new.pem: good");
    assertThat(crlCheck("new")).contains("new.pem: OK");
  }
}
