package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What revocation does to sessions, and what OpenSSL hears of it. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationIT {
  private final Scene scene = new Scene("revocation");

  @BeforeAll
  void start() throws Exception {
    Need.programs("openssl", Tls.OPENSSL.program());
    scene.start();
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @Test
  void aRevokedDevicesSessionIsGoneAndOpensslAgrees() throws Exception {
    Pledge lost = scene.pledge("pump-01");
    Holder lostHolder = lost.enrol(scene.client(Tls.OPENSSL, lost), "ldevid");
    Pledge kept = scene.pledge("pump-02");
    Holder keptHolder = kept.enrol(scene.client(Tls.OPENSSL, kept), "ldevid");
    assertThat(ocsp(lostHolder)).contains(": good");
    try (HandshakeClient session = open(lost, lostHolder)) {
      session.awaitEstablished();
      long start = System.nanoTime();
      Program.Result revoked = scene.gateway().wardgate("revoke", lost.id(), "--reason", "lost");
      session.awaitEnd();
      print("'wardgate revoke' until the session was gone", start);
      assertThat(revoked.status()).as(revoked.output()).isZero();
    }
    try (HandshakeClient again = open(lost, lostHolder)) {
      again.awaitEnd();
      assertThat(again.said()).contains("alert");
    }
    Wait.until(scene.gateway()::words, () -> ocsp(lostHolder).contains(": revoked"));
    assertThat(ocsp(keptHolder)).contains(": good");
    assertThat(unknown()).contains(": unknown");
    assertThat(verify(keptHolder).status()).isZero();
    Wait.until(
        scene.gateway()::words, () -> verify(lostHolder).output().contains("certificate revoked"));
    assertThat(scene.gateway().state(lost.id())).isEqualTo("QUARANTINED");
    assertThat(scene.gateway().state(kept.id())).isEqualTo("ADMITTED");
  }

  @Test
  void aCommandOverRestEndsTheSessionAtOnce() throws Exception {
    Pledge pump = scene.pledge("monitor-01");
    CoapClient client = scene.client(Tls.OPENSSL, pump);
    Path key = pump.newKey("ldevid");
    pump.attest(client, pump.thumbprint(key));
    client.post(".well-known/est/sen", 286, pump.request(key), 287);
    // its maker wants it configured first
    Wait.until(
        scene.gateway()::words,
        () -> client.get("wg/configuration", CoapClient.ANY).code().equals("2.05"));
    Holder holder = pump.finish(client, key, "ldevid");
    try (HandshakeClient session = open(pump, holder)) {
      session.awaitEstablished();
      long start = System.nanoTime();
      scene.gateway().command("/devices/" + pump.id() + "/revoke", lost());
      session.awaitEnd();
      print("POST …/revoke until the session was gone", start);
    }
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode lost() {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .createObjectNode()
        .put("reason", "lost");
  }

  private HandshakeClient open(Pledge pledge, Holder holder) throws Exception {
    return HandshakeClient.open(scene.gateway(), pledge, holder, scene.anchors());
  }

  private static void print(String what, long startNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    System.out.println("interop: " + what + ": " + millis + " ms");
  }

  private String ocsp(Holder holder) throws Exception {
    return ocsp("-cert", holder.certificate().toString());
  }

  private String unknown() throws Exception {
    return ocsp("-serial", "0x1234567890abcdef");
  }

  private String ocsp(String option, String value) throws Exception {
    String anchors = scene.anchors().toString();
    return Program.run(
            "openssl",
            "ocsp",
            "-issuer",
            anchors,
            option,
            value,
            "-url",
            scene.gateway().http("/pki/ocsp"),
            "-CAfile",
            anchors)
        .good();
  }

  private Program.Result verify(Holder holder) throws Exception {
    Path der = Files.write(scene.file("crl.der"), scene.gateway().get("/pki/crl").body());
    Path pem = scene.file("crl.pem");
    Program.run("openssl", "crl", "-inform", "DER", "-in", der.toString(), "-out", pem.toString())
        .good();
    return Program.run(
        "openssl",
        "verify",
        "-crl_check",
        "-CAfile",
        scene.anchors().toString(),
        "-CRLfile",
        pem.toString(),
        holder.certificate().toString());
  }
}
