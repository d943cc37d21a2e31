package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.est.MultipartCore.Part;

/**
 * The ten cases of the EST-coaps interoperability test description by the authors of RFC 9148, with
 * libcoap on both of its TLS libraries as the client and OpenSSL as the judge. Where the RFC has
 * moved on since, it counts: 2.04 instead of 2.01, POST instead of GET, 62 instead of 287.
 */
class InteropTest {
  private static final String BLOCKS_OF_64 = "64";

  /** The option by which a client says how large the answer's blocks shall be (RFC 7959 §2.4). */
  private static final String BLOCK2_OF_64 = "23,0x02";

  private final PeersGateway gateway = new PeersGateway();

  @TempDir Path directory = Path.of("");
  private Workbench bench = new Workbench(directory, gateway);

  @BeforeEach
  void prepare() {
    bench = Workbench.in(directory, gateway);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  /** The device has its LDevID, {@code now.pem} and {@code now.key}. */
  private void enrolled(String client) {
    bench.csr("now");
    bench.post(client, "pump", "sen", "now.csr", "-o", "now.p7");
    bench.verified("now");
  }

  private List<EnrolmentRequested> undecided() {
    List<EnrolmentRequested> waiting = new ArrayList<>();
    gateway.decide(waiting::add);
    return waiting;
  }

  @DisplayName("TD_ACE_est-dtls_1")
  @ParameterizedTest(name = "TD_ACE_est-dtls_1 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void dtlsSessionWithCertificates(String client) {
    assertThat(bench.coap(client, "pump", ".well-known/core", "-v", "7"))
        .contains("2.05", "application/link-format", "ace.est.crts");
    assertThat(gateway.events(DeviceIdentified.class))
        .extracting(event -> event.identity().kind())
        .containsExactly(PeerIdentity.Kind.IDEVID);
    // a client that trusts somebody else does not go on
    bench.pem("ward.pem", gateway.ward.beta.certificate());
    assertThat(bench.coap(client, "pump", ".well-known/core", "-B", "4"))
        .doesNotContain("ace.est.crts");
  }

  @DisplayName("TD_ACE_est-coaps_01")
  @ParameterizedTest(name = "TD_ACE_est-coaps_01 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void cacertsWithoutBlock(String client) {
    assertThat(bench.get(client, "pump", "crts", "-o", "ca.p7"))
        .contains("2.05", "Content-Format:281")
        .doesNotContain("Block2");
    assertWardCa();
  }

  @DisplayName("TD_ACE_est-coaps_02")
  @ParameterizedTest(name = "TD_ACE_est-coaps_02 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void cacertsWithBlock2(String client) {
    assertThat(bench.get(client, "pump", "crts", "-b", BLOCKS_OF_64, "-o", "ca.p7"))
        .contains("2.05", "Content-Format:281", "Block2:2/M/64");
    assertWardCa();
  }

  private void assertWardCa() {
    assertThat(bench.ok("pkcs7", "-inform", "DER", "-in", "ca.p7", "-print_certs"))
        .contains("CN = Ward CA", "BEGIN CERTIFICATE");
  }

  @DisplayName("TD_ACE_est-coaps_03")
  @ParameterizedTest(name = "TD_ACE_est-coaps_03 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void simpleEnrolmentWithoutDelay(String client) {
    bench.csr("new");
    assertThat(bench.post(client, "pump", "sen", "new.csr", "-o", "new.p7"))
        .contains("2.04", "Content-Format:281");
    // the name is the hospital's, not the request's
    assertThat(bench.verified("new")).contains("CN = pump-1").doesNotContain("somebody else");
    assertThat(bench.coap(client, "new", ".well-known/core")).contains("ace.est.crts");
  }

  @DisplayName("TD_ACE_est-coaps_04")
  @ParameterizedTest(name = "TD_ACE_est-coaps_04 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void simpleEnrolmentWithLongDelay(String client) {
    List<EnrolmentRequested> waiting = undecided();
    bench.csr("new");
    assertThat(bench.post(client, "pump", "sen", "new.csr", "-b", BLOCKS_OF_64))
        .contains("5.03", "Max-Age:1", "Block1:");
    waiting.forEach(gateway::grant);
    assertThat(
            bench.post(
                client,
                "pump",
                "sen",
                "new.csr",
                "-b",
                BLOCKS_OF_64,
                "-O",
                BLOCK2_OF_64,
                "-o",
                "new.p7"))
        .contains("2.04", "Content-Format:281", "Block2:2/M/64");
    bench.verified("new");
    assertThat(waiting).hasSize(1);
  }

  @DisplayName("TD_ACE_est-coaps_05")
  @ParameterizedTest(name = "TD_ACE_est-coaps_05 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void simpleReenrolmentWithoutDelay(String client) {
    enrolled(client);
    bench.renewal("next", "now");
    assertThat(bench.post(client, "now", "sren", "next.csr", "-o", "next.p7"))
        .contains("2.04", "Content-Format:281");
    assertThat(bench.verified("next")).contains("CN = pump-1");
    assertThat(bench.ok("x509", "-in", "next.pem", "-noout", "-pubkey"))
        .isNotEqualTo(bench.ok("x509", "-in", "now.pem", "-noout", "-pubkey"));
    assertThat(gateway.events(EnrolmentRequested.class))
        .extracting(EnrolmentRequested::reason)
        .containsExactly(Reason.ENROL, Reason.RENEW);
  }

  @DisplayName("TD_ACE_est-coaps_06")
  @ParameterizedTest(name = "TD_ACE_est-coaps_06 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void simpleReenrolmentWithLongDelay(String client) {
    enrolled(client);
    List<EnrolmentRequested> waiting = undecided();
    bench.renewal("next", "now");
    assertThat(bench.post(client, "now", "sren", "next.csr", "-b", BLOCKS_OF_64))
        .contains("5.03", "Max-Age:1", "Block1:");
    waiting.forEach(gateway::grant);
    assertThat(
            bench.post(
                client,
                "now",
                "sren",
                "next.csr",
                "-b",
                BLOCKS_OF_64,
                "-O",
                BLOCK2_OF_64,
                "-o",
                "next.p7"))
        .contains("2.04", "Content-Format:281", "Block2:2/M/64");
    bench.verified("next");
  }

  @DisplayName("TD_ACE_est-coaps_07")
  @ParameterizedTest(name = "TD_ACE_est-coaps_07 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void serverGeneratedKeyWithoutBlock(String client) throws CryptoException {
    bench.csr("request");
    assertThat(bench.post(client, "pump", "skg", "request.csr", "-A", "62", "-o", "answer.cbor"))
        .contains("2.04", "Content-Format:62")
        .doesNotContain("Block2");
    List<Part> parts = MultipartCore.decode(bench.read("answer.cbor"));
    assertThat(parts).extracting(Part::contentFormat).containsExactly(284, 281);
    bench.write("made.p8", parts.get(0).content().toArray());
    bench.write("made.p7", parts.get(1).content().toArray());
    bench.ok("pkcs8", "-inform", "DER", "-in", "made.p8", "-nocrypt", "-out", "made.key");
    bench.verified("made");
    assertThat(bench.ok("pkey", "-in", "made.key", "-pubout"))
        .isEqualTo(bench.ok("x509", "-in", "made.pem", "-noout", "-pubkey"));
    assertThat(bench.coap(client, "made", ".well-known/core")).contains("ace.est.crts");

    // the lines that docs/est.md shows for a shell
    Program.run(
        directory,
        "sh",
        "-c",
        "n=$(od -An -tu1 -j5 -N1 answer.cbor | tr -d ' ');"
            + "tail -c +7 answer.cbor | head -c $n > cut.p8;"
            + "tail -c +$((n + 13)) answer.cbor > cut.p7");
    assertThat(bench.read("cut.p8")).isEqualTo(bench.read("made.p8"));
    assertThat(bench.read("cut.p7")).isEqualTo(bench.read("made.p7"));
  }

  @DisplayName("TD_ACE_est-coaps_07, the certificate plain")
  @ParameterizedTest(name = "TD_ACE_est-coaps_07 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void serverGeneratedKeyWithPlainCertificate(String client) throws CryptoException {
    bench.csr("request");
    assertThat(bench.post(client, "pump", "skc", "request.csr", "-o", "single.cbor"))
        .contains("2.04", "Content-Format:62");
    List<Part> single = MultipartCore.decode(bench.read("single.cbor"));
    assertThat(single).extracting(Part::contentFormat).containsExactly(284, 287);
    bench.write("single.der", single.get(1).content().toArray());
    bench.ok("x509", "-inform", "DER", "-in", "single.der", "-out", "single.pem");
    bench.ok("verify", "-CAfile", "ward.pem", "single.pem");
  }

  @DisplayName("TD_ACE_est-coaps_08")
  @ParameterizedTest(name = "TD_ACE_est-coaps_08 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void csrAttributes(String client) {
    assertThat(bench.get(client, "pump", "att", "-o", "attributes"))
        .contains("2.05", "Content-Format:285");
    assertThat(bench.ok("asn1parse", "-inform", "DER", "-in", "attributes"))
        .contains("id-ecPublicKey", "prime256v1", "ecdsa-with-SHA256");
  }

  @DisplayName("TD_ACE_est-coaps_09")
  @ParameterizedTest(name = "TD_ACE_est-coaps_09 {0}")
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void discovery(String client) {
    // not by multicast: the gateway speaks with nobody outside DTLS
    assertThat(bench.coap(client, "pump", ".well-known/core?rt=ace.est*"))
        .contains(
            "</.well-known/est/crts>;ct=\"281 287 62\";rt=\"ace.est.crts\"",
            "</.well-known/est/sen>;ct=\"281 287\";rt=\"ace.est.sen\"",
            "</.well-known/est/sren>;ct=\"281 287\";rt=\"ace.est.sren\"",
            "</.well-known/est/att>;ct=\"285\";rt=\"ace.est.att\"",
            "</.well-known/est/skg>;ct=\"62\";rt=\"ace.est.skg\"",
            "</.well-known/est/skc>;ct=\"62\";rt=\"ace.est.skc\"")
        .doesNotContain("mud");
  }
}
