package org.wardgate.registrar.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PledgeReported;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.voucher.Voucher;

/** An independent CoAP and DTLS implementation carries a pledge's messages. */
class LibcoapPledgeTest {
  private static final String OPENSSL = "coap-client-openssl";
  private static final String GNUTLS = "coap-client-gnutls";

  private final Scene scene = new Scene();
  private final EmulatedMasa masa = new EmulatedMasa(scene);

  @TempDir Path directory = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Program.require(OPENSSL, GNUTLS, "openssl", "bash");
    List<X509Certificate> idevid = List.of(scene.pump.certificate());
    Files.writeString(directory.resolve("idevid.pem"), Certificates.toPem(idevid));
    Files.writeString(
        directory.resolve("idevid.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(scene.pump.key().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  @AfterEach
  void close() {
    masa.close();
  }

  private Program.Result coap(String client, RegistrarGateway gateway, String... more) {
    List<String> command =
        new ArrayList<>(List.of(client, "-B", "60", "-c", "idevid.pem", "-j", "idevid.key"));
    command.addAll(List.of(more).subList(0, more.length - 1));
    command.add("coaps://127.0.0.1:" + gateway.address().getPort() + "/" + more[more.length - 1]);
    return Program.run(directory, command);
  }

  private Bytes voucher(String client, RegistrarGateway gateway) throws IOException {
    Path voucher = directory.resolve("voucher.cose");
    for (int attempt = 0; attempt < 20; attempt++) {
      Files.deleteIfExists(voucher);
      coap(
          client,
          gateway,
          "-m",
          "post",
          "-t",
          "836",
          "-A",
          "836",
          "-b",
          "256",
          "-f",
          "pvr.cose",
          "-o",
          "voucher.cose",
          ".well-known/brski/rv");
      if (Files.exists(voucher) && Files.size(voucher) > 0) {
        return Bytes.of(Files.readAllBytes(voucher));
      }
    }
    throw new AssertionError("no voucher");
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENSSL, GNUTLS})
  void getsItsVoucherAndSaysSo(String client) throws Exception {
    try (RegistrarGateway gateway = new RegistrarGateway(scene, masa, directory)) {
      assertThat(coap(client, gateway, ".well-known/core?rt=brski*").output())
          .contains("</.well-known/brski/rv>", "brski.vs", "brski.es");
      Bytes request = scene.request().bare(scene.pump);
      Files.write(directory.resolve("pvr.cose"), request.toArray());
      Voucher.verified(withSigner(voucher(client, gateway)), scene.expected());

      Files.write(
          directory.resolve("ok.cbor"),
          Bytes.ofHex("A26776657273696F6E0166737461747573F5").toArray());
      coap(client, gateway, "-m", "post", "-t", "60", "-f", "ok.cbor", ".well-known/brski/vs");
      assertThat(gateway.sink.events(PledgeReported.class))
          .singleElement()
          .matches(PledgeReported::success);
    }
  }

  @Test
  void theKeyForARequestCanBeTakenFromAHandshake() throws Exception {
    try (RegistrarGateway gateway = new RegistrarGateway(scene, masa, directory)) {
      String script =
          "openssl s_client -dtls1_2 -connect 127.0.0.1:"
              + gateway.address().getPort()
              + " -cert idevid.pem -key idevid.key </dev/null 2>/dev/null"
              + " | openssl x509 -pubkey -noout"
              + " | openssl pkey -pubin -outform DER -out registrar.spki";
      Program.Result result = Program.run(directory, List.of("bash", "-c", script));
      assertThat(result.status()).as(result.output()).isZero();
      assertThat(Bytes.of(Files.readAllBytes(directory.resolve("registrar.spki"))))
          .isEqualTo(scene.own.key());
    }
  }

  /** What the gateway left out for the pledge, which knows its MASA. */
  private Bytes withSigner(Bytes voucher) {
    String open = "43a10126a0";
    String hex = voucher.hex();
    assertThat(hex).startsWith("d284" + open);
    String der = Certificates.der(scene.masa.certificate()).hex();
    String length = String.format("%04x", der.length() / 2);
    return Bytes.ofHex(
        "d28443a10126a1182059" + length + der + hex.substring(("d284" + open).length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENSSL, GNUTLS})
  void isToldWhyItsForgedRequestIsRefused(String client) throws Exception {
    try (RegistrarGateway gateway = new RegistrarGateway(scene, masa, directory)) {
      Bytes request = scene.request().bare(scene.devices.idevid(Scene.SERIAL));
      Files.write(directory.resolve("pvr.cose"), request.toArray());
      Program.Result result =
          coap(
              client, gateway, "-m", "post", "-t", "836", "-f", "pvr.cose", ".well-known/brski/rv");
      assertThat(result.output()).contains("4.03", OnboardingErrors.VOUCHER_REQUEST_FORGED.code());
      assertThat(masa.asked).isEmpty();
    }
  }
}
