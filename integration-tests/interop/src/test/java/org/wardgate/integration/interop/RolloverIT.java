package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The ward CA changes its key while devices come and go; the gateway is killed on the way. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloverIT {
  private static final String BEGIN = "BEGIN CERTIFICATE";

  private final Scene scene = new Scene("rollover");

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
  void twoRootsArePublishedAndTheNextOneIssues() throws Exception {
    Pledge before = scene.pledge("pump-01");
    CoapClient client = scene.client(Tls.OPENSSL, before);
    Holder old = before.enrol(client, "old");
    String oldRoot = scene.gateway().wardgate("ca", "anchors").good();
    assertThat(crts(client)).containsOnlyOnce(BEGIN);

    roll("publish");
    assertThat(crts(client).split(BEGIN, -1)).hasSize(3);
    roll("activate");
    Pledge after = scene.pledge("pump-02");
    Holder fresh = after.enrol(scene.client(Tls.OPENSSL, after), "fresh");
    scene.verify(fresh);
    scene.verify(old);
    Path former = Files.writeString(scene.file("former.pem"), oldRoot);
    assertThat(
            Program.run(
                    "openssl",
                    "verify",
                    "-CAfile",
                    former.toString(),
                    fresh.certificate().toString())
                .status())
        .isNotZero();
    Holder renewed = before.renew(scene.client(Tls.OPENSSL, before), old, "renewed");
    scene.verify(renewed);
    assertThat(scene.gateway().command("/ca/rollover", "step", "finish").path("code").asText())
        .isEqualTo("WG-PKI-0008");
  }

  @Test
  void anEnrolmentGoesOnAfterTheGatewayWasKilled() throws Exception {
    Pledge pledge = scene.pledge("ventilator-01");
    CoapClient client = scene.client(Tls.OPENSSL, pledge);
    Path key = pledge.newKey("ldevid");
    pledge.attest(client, pledge.thumbprint(key));
    scene.gateway().kill();
    scene.serve(scene.gateway());
    CoapClient.Answer answer = pledge.ask(client, "sen", pledge.request(key), 287);
    boolean anew = !answer.code().startsWith("2.");
    if (anew) {
      pledge.attest(client, pledge.thumbprint(key));
      answer = pledge.ask(client, "sen", pledge.request(key), 287);
    }
    System.out.println(
        "interop: after a kill the device " + (anew ? "attests anew" : "goes on where it was"));
    scene.verify(pledge.certified(answer.good(), key, "ldevid"));
  }

  private void roll(String step) throws Exception {
    var outcome = scene.gateway().command("/ca/rollover", "step", step);
    assertThat(outcome.has("code")).as(outcome.toString()).isFalse();
  }

  private String crts(CoapClient client) throws Exception {
    Path file = scene.file("crts.p7");
    Files.write(file, client.get(".well-known/est/crts", 281).good().toArray());
    return Program.run("openssl", "pkcs7", "-inform", "DER", "-in", file.toString(), "-print_certs")
        .good();
  }
}
