package org.wardgate.emulators.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.emulators.net.Endpoint;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.provision.DemoLayout;
import org.wardgate.emulators.provision.JsonFiles;
import org.wardgate.emulators.provision.PemFiles;
import org.wardgate.emulators.provision.Provisioning;

/** Real devices over real sockets against a gateway that does as little as it can. */
class WardTest {
  private static final long WAIT_SECONDS = 60;

  private static List<DeviceConfig> configs = List.of();
  private static List<X509Certificate> makers = List.of();

  private final BlockingQueue<JsonNode> says = new LinkedBlockingQueue<>();
  private List<Thread> devices = List.of();
  private long renewAfterSeconds;

  @BeforeAll
  static void provision(@TempDir Path folder) throws IOException {
    DemoLayout layout = new DemoLayout(folder.resolve("demo"));
    Provisioning.run(layout, Plan.loopback(1), Provisioning.DEVICES_USUAL_COUNT, Clock.systemUTC());
    configs = JsonFiles.read(layout.wardConfig(), WardConfig.class).devices();
    makers = PemFiles.readChain(layout.makerAnchors());
  }

  @AfterEach
  void switchOff() {
    devices.forEach(Thread::interrupt);
  }

  @Test
  void aGoodDeviceJoinsWaitsWhenToldAndAnswersChallenges() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 1)) {
      switchOn(Behaviour.GOOD, gateway);
      var session = gateway.ldevidSession.get(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(gateway.csrThumbprint.join()).isEqualTo(gateway.challengedThumbprint.join());
      assertThat(session.getAddress().getHostAddress()).startsWith("127.77.0.");
      Bytes nonce = Bytes.ofHex("17".repeat(32));
      Response evidence = gateway.attest(session, nonce);
      assertThat(evidence.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(Bytes.of(evidence.getPayload()).hex()).contains(nonce.hex());
      assertThat(gateway.attest(session, Bytes.ofHex("17")).getCode())
          .isEqualTo(ResponseCode.BAD_REQUEST);
    }
  }

  @Test
  void aDeviceRenewsWithANewKeyAndComesBackWithIt() throws Exception {
    renewAfterSeconds = 1;
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      switchOn(Behaviour.GOOD, gateway);
      assertThat(await("renewed").path("success").asBoolean()).isTrue();
      assertThat(gateway.renewedThumbprint.join())
          .isNotEqualTo(gateway.csrThumbprint.join())
          .isEqualTo(gateway.lastChallengedThumbprint());
      assertThat(await("session").path("success").asBoolean()).isTrue();
    }
  }

  @Test
  void aDeviceWhoseRenewalIsRefusedStaysWithWhatItHas() throws Exception {
    renewAfterSeconds = 1;
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      gateway.refuseRenewal();
      switchOn(Behaviour.GOOD, gateway);
      assertThat(await("renewal").path("detail").asText()).contains("WG-ONB-0018");
      var session = gateway.ldevidSession.get(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(gateway.attest(session, Bytes.ofHex("17".repeat(32))).getCode())
          .isEqualTo(ResponseCode.CHANGED);
    }
  }

  @Test
  void aDeviceTakesItsConfigurationAndSaysThatItIsThere() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      switchOn(Behaviour.GOOD, gateway);
      var session = gateway.ldevidSession.get(WAIT_SECONDS, TimeUnit.SECONDS);
      Bytes content = Bytes.of("x".repeat(3_000).getBytes(StandardCharsets.US_ASCII));
      assertThat(gateway.post(session, "wg/configuration", content).getCode())
          .isEqualTo(ResponseCode.CHANGED);
      assertThat(await("configured").path("detail").asText()).contains(content.sha256().hex());
      assertThat(gateway.post(session, "wg/configuration", Bytes.EMPTY).getCode())
          .isEqualTo(ResponseCode.BAD_REQUEST);
      assertThat(gateway.get(session, ".well-known/core").getCode())
          .isEqualTo(ResponseCode.CONTENT);
    }
  }

  @Test
  void aDeviceWaitsWhileItsMakersFilesAreNotInForce() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      gateway.knowNoReferencesYet(2);
      switchOn(Behaviour.GOOD, gateway);
      assertThat(await("waits").path("detail").asText()).contains("WG-ATT-0017");
      assertThat(await("enrolled").path("success").asBoolean()).isTrue();
    }
  }

  @Test
  void aDeviceWithoutEvidenceAsksForItsCertificateAndAnswersNoChallenge() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      gateway.needNoEvidence();
      switchOn(gateway, c -> c.proof() == DeviceConfig.Proof.NO_EVIDENCE);
      var session = gateway.ldevidSession.get(WAIT_SECONDS, TimeUnit.SECONDS);
      assertThat(gateway.challengedThumbprint).isNotDone();
      assertThat(gateway.attest(session, Bytes.ofHex("17".repeat(32))).getCode())
          .isEqualTo(ResponseCode.NOT_FOUND);
    }
  }

  @Test
  void aDeviceWhoseFirmwareChangesSaysSoTruthfullyLater() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      switchOn(Behaviour.FIRMWARE_DRIFT, gateway);
      var session = gateway.ldevidSession.get(WAIT_SECONDS, TimeUnit.SECONDS);
      Bytes nonce = Bytes.ofHex("17".repeat(32));
      DeviceConfig drifting = config(c -> c.behaviour() == Behaviour.FIRMWARE_DRIFT);
      String released = drifting.firmware().components().get(2).measurementHex();
      String patched = drifting.laterFirmware().get(0).components().get(2).measurementHex();
      assertThat(Bytes.of(gateway.attest(session, nonce).getPayload()).hex()).contains(released);
      assertThat(await("drift").path("success").asBoolean()).isTrue();
      assertThat(Bytes.of(gateway.attest(session, nonce).getPayload()).hex())
          .contains(patched)
          .doesNotContain(released);
    }
  }

  @Test
  void aReplayerIsRefusedAndAsksForACertificateAllTheSame() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      switchOn(Behaviour.REPLAYED_EVIDENCE, gateway);
      assertThat(await("refused").path("detail").asText()).contains("WG-ATT-0007");
      assertThat(await("sen").path("success").asBoolean()).isFalse();
      assertThat(gateway.enrolmentsRefused).hasPositiveValue();
      assertThat(await("scan").path("detail").asText()).contains("connections tried");
    }
  }

  @Test
  void aForgerFailsInTheHandshake() throws Exception {
    try (TestGateway gateway = new TestGateway(makers, 0)) {
      switchOn(Behaviour.FORGED_IDENTITY, gateway);
      assertThat(await("refused").path("detail").asText()).startsWith("handshake");
    }
  }

  @Test
  void aDeviceDoesNotTrustAGatewayOfAnotherWard() throws Exception {
    try (TestGateway gateway =
        new TestGateway(makers, 0) {
          @Override
          List<X509Certificate> anchors() {
            return makers.subList(0, 1);
          }
        }) {
      switchOn(Behaviour.GOOD, gateway);
      assertThat(await("unreachable").path("detail").asText()).contains("not of the ward CA");
    }
  }

  /** Starts one device, at once. */
  private void switchOn(Behaviour behaviour, TestGateway gateway) throws IOException {
    switchOn(gateway, c -> c.behaviour() == behaviour);
  }

  private static DeviceConfig config(Predicate<DeviceConfig> which) {
    return configs.stream().filter(which).findFirst().orElseThrow();
  }

  private void switchOn(TestGateway gateway, Predicate<DeviceConfig> which) throws IOException {
    DeviceConfig device = config(which);
    DeviceConfig now =
        new DeviceConfig(
            device.id(),
            device.behaviour(),
            device.address(),
            device.folder(),
            device.proof(),
            device.firmware(),
            device.laterFirmware(),
            device.telemetryName(),
            device.telemetryPort(),
            List.of(),
            List.of("127.77.0.250"),
            0);
    WardConfig config =
        new WardConfig(
            gateway.address(), new Endpoint("127.77.0.1", 9), List.of(now), renewAfterSeconds, 0);
    devices = new Ward(config, new DeviceLog(lines(), Clock.systemUTC())).switchOn();
  }

  private JsonNode await(String step) throws InterruptedException {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (System.nanoTime() < endNanos) {
      JsonNode line = says.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (line != null && line.path("step").asText().equals(step)) {
        return line;
      }
    }
    throw new AssertionError("the device never came to " + step);
  }

  private PrintStream lines() {
    ObjectMapper mapper = new ObjectMapper();
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
      @Override
      public void println(Object line) {
        try {
          says.add(mapper.readTree(line.toString()));
        } catch (IOException e) {
          throw new AssertionError("not JSON: " + line, e);
        }
      }
    };
  }
}
