package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.est.MultipartCore;

/** libcoap with OpenSSL and with GnuTLS goes every path of EST-coaps against a real gateway. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibcoapIT {
  private static final int CERTS_ONLY = 281;
  private static final int PKCS8 = 284;
  private static final int CSR_ATTRS = 285;
  private static final int PKIX_CERT = 287;
  private static final int MULTIPART = 62;
  private static final int LINK_FORMAT = 40;

  private final Scene scene = new Scene("libcoap");

  @BeforeAll
  void start() throws Exception {
    Need.programs("openssl", Tls.OPENSSL.program(), Tls.GNUTLS.program());
    scene.start();
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(Tls.class)
  void discoversAndReadsTheWardCa(Tls tls) throws Exception {
    CoapClient client = scene.client(tls, scene.pledge("ventilator-01"));
    Bytes links = client.get(".well-known/core?rt=ace.est*", LINK_FORMAT).good();
    assertThat(text(links)).contains("/.well-known/est/crts", "/.well-known/est/sen");
    Path anchors = scene.file("crts-" + tls + ".p7");
    Files.write(anchors, client.get(".well-known/est/crts", CERTS_ONLY).good().toArray());
    String printed =
        Program.run("openssl", "pkcs7", "-inform", "DER", "-in", anchors.toString(), "-print_certs")
            .good();
    assertThat(printed).containsOnlyOnce("BEGIN CERTIFICATE");
    Bytes one = client.get(".well-known/est/crts", PKIX_CERT).good();
    Path der = scene.file("crts-" + tls + ".der");
    Files.write(der, one.toArray());
    Program.run("openssl", "x509", "-inform", "DER", "-in", der.toString(), "-noout").good();
    List<MultipartCore.Part> parts =
        MultipartCore.decode(client.get(".well-known/est/crts", MULTIPART).good());
    assertThat(parts).extracting(MultipartCore.Part::content).contains(one);
    CoapClient.Answer attributes = client.get(".well-known/est/att", CSR_ATTRS);
    assertThat(attributes.code()).as(attributes.printed()).startsWith("2.");
    if (attributes.payload().length() > 0) {
      Path att = scene.file("att-" + tls + ".der");
      Files.write(att, attributes.payload().toArray());
      Program.run("openssl", "asn1parse", "-inform", "DER", "-in", att.toString()).good();
    }
  }

  @ParameterizedTest
  @EnumSource(Tls.class)
  void enrolsRenewsWithANewKeyAndShakesHands(Tls tls) throws Exception {
    Pledge pump = scene.pledge(tls == Tls.OPENSSL ? "pump-01" : "pump-02");
    CoapClient client = scene.client(tls, pump);
    Holder first = pump.enrol(client, "first");
    scene.verify(first);
    assertThat(subject(first)).contains("CN = " + pump.id()).doesNotContain("anything");
    Holder second = pump.renew(client, first, "second");
    scene.verify(second);
    assertThat(subject(second)).isEqualTo(subject(first));
    assertThat(pump.thumbprint(second.key())).isNotEqualTo(pump.thumbprint(first.key()));
    try (HandshakeClient session =
        HandshakeClient.open(scene.gateway(), pump, second, scene.anchors())) {
      session.awaitEstablished();
    }
    Wait.until(
        () -> pump.id() + " to be admitted",
        () -> scene.gateway().state(pump.id()).equals("ADMITTED"));
    CoapClient.Answer refused =
        client.post(
            ".well-known/est/sren", 286, pump.renewal(first.certificate(), first.key()), 287);
    assertThat(refused.code()).as("a renewal with the IDevID").isEqualTo("4.03");
    assertThat(text(refused.payload()) + refused.printed()).contains("WG-ONB-0018");
  }

  @ParameterizedTest
  @EnumSource(Tls.class)
  void getsAKeyFromTheGatewayWhereItsClassMay(Tls tls) throws Exception {
    Pledge pledge = scene.pledge(tls == Tls.OPENSSL ? "thermometer-01" : "thermometer-02");
    CoapClient client = scene.client(tls, pledge);
    Path own = pledge.newKey("own");
    Path shown = pledge.file("shown.der");
    Program.run(
            "openssl",
            "x509",
            "-in",
            pledge.idevid().certificate().toString(),
            "-outform",
            "DER",
            "-out",
            shown.toString())
        .good();
    pledge.attest(client, Bytes.of(Files.readAllBytes(shown)).sha256());
    List<MultipartCore.Part> parts =
        MultipartCore.decode(pledge.ask(client, "skg", pledge.request(own), MULTIPART).good());
    assertThat(parts)
        .extracting(MultipartCore.Part::contentFormat)
        .containsExactly(PKCS8, CERTS_ONLY);
    Path key = Files.write(pledge.file("made.der"), parts.get(0).content().toArray());
    Path chain = Files.write(pledge.file("made.p7"), parts.get(1).content().toArray());
    String keySpki =
        Program.run("openssl", "pkey", "-inform", "DER", "-in", key.toString(), "-pubout").good();
    Path pem = pledge.file("made.pem");
    Program.run(
            "openssl",
            "pkcs7",
            "-inform",
            "DER",
            "-in",
            chain.toString(),
            "-print_certs",
            "-out",
            pem.toString())
        .good();
    assertThat(Program.run("openssl", "x509", "-in", pem.toString(), "-noout", "-pubkey").good())
        .isEqualTo(keySpki);
    scene.verify(new Holder(pem, key));
  }

  @ParameterizedTest
  @EnumSource(Tls.class)
  void getsNoKeyFromTheGatewayWhereItsClassMayNot(Tls tls) throws Exception {
    Pledge pump = scene.pledge("ventilator-01");
    CoapClient.Answer answer =
        scene
            .client(tls, pump)
            .post(".well-known/est/skg", 286, pump.request(pump.newKey("no")), MULTIPART);
    assertThat(answer.code()).isEqualTo("4.03");
    assertThat(text(answer.payload()) + answer.printed()).contains("WG-ONB-0017");
  }

  private static String subject(Holder holder) throws Exception {
    return Program.run(
            "openssl", "x509", "-in", holder.certificate().toString(), "-noout", "-subject")
        .good();
  }

  private static String text(Bytes bytes) {
    return new String(bytes.toArray(), StandardCharsets.UTF_8);
  }
}
