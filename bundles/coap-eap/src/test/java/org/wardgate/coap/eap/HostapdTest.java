package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.coap.eap.peer.EapDevice;
import org.wardgate.coap.eap.peer.EapMethod;
import org.wardgate.coap.eap.peer.PskMethod;

/** CoAP-EAP from the trigger to an exchange under OSCORE, with hostapd as the AAA server. */
class HostapdTest {
  private static final Bytes PSK = Bytes.ofHex(Hostapd.PSK);
  private static final String EAP_SUCCESS = "03";

  @TempDir Path directory = Path.of(".");
  private final TestCa ca = new TestCa();
  private Hostapd hostapd;
  private EapWard ward;

  @BeforeEach
  void open() throws Exception {
    hostapd = Hostapd.start(directory, ca);
    ward = new EapWard(directory, hostapd.address(), Map.of());
  }

  @AfterEach
  void close() {
    ward.close();
    hostapd.close();
  }

  private EapDevice device(String identity, EapMethod method) {
    return new EapDevice(ward.address(), identity, method);
  }

  private static PskMethod psk(String identity) {
    return new PskMethod(identity, PSK);
  }

  private void joins(EapDevice device, String name) throws Exception {
    device.trigger();
    Bytes success = device.success().get(EapDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(success.hex()).startsWith(EAP_SUCCESS);
    // behind EAP success: {4: 28800}
    assertThat(success.hex()).endsWith("a104197080");
    Peer peer = ward.establishedPeer();
    assertThat(peer.kind()).isEqualTo(TransportKind.OSCORE);
    assertThat(peer.identity().device().value()).isEqualTo(name);
    assertThat(new String(device.get("who").getPayload(), StandardCharsets.UTF_8))
        .isEqualTo("EAP " + name);
    assertThat(ward.refused).isEmpty();
  }

  @Test
  void eapPskCompletesAndTheKeysOfBothSidesAgree() throws Exception {
    try (EapDevice device = device("pump-1", psk("pump-1"))) {
      joins(device, "pump-1");
    }
  }

  @Test
  void eapTlsCompletesAndTheKeysOfBothSidesAgree() throws Exception {
    try (EapDevice device = device("monitor-1", ca.tls("monitor-1"))) {
      joins(device, "monitor-1");
    }
  }

  @Test
  void theOtherCipherSuiteIsAgreed() throws Exception {
    try (EapDevice device = device("pump-1", psk("pump-1"))) {
      device.choose(CipherSuites.A128GCM);
      joins(device, "pump-1");
    }
  }

  @Test
  void aDeviceAuthenticatesAgain() throws Exception {
    try (EapDevice first = device("pump-1", psk("pump-1"));
        EapDevice second = device("pump-1", psk("pump-1"))) {
      joins(first, "pump-1");
      joins(second, "pump-1");
    }
  }

  @Test
  void aSecondServerIsAskedIfTheFirstIsSilent() throws Exception {
    Map<String, Object> both =
        Map.of(
            "radiusServer",
            "127.0.0.1",
            "radiusPort",
            9,
            "secondServer",
            "127.0.0.1",
            "secondPort",
            hostapd.address().getPort(),
            "radiusTimeoutSeconds",
            1,
            "radiusTriesMax",
            1);
    try (EapWard other = new EapWard(directory, hostapd.address(), both);
        EapDevice device = new EapDevice(other.address(), "pump-1", psk("pump-1"))) {
      device.trigger();
      assertThat(other.establishedPeer().identity().device().value()).isEqualTo("pump-1");
    }
  }

  private void isRefused(EapDevice device, String code) throws Exception {
    device.trigger();
    assertThat(ward.refusal()).isEqualTo(code);
    assertThat(ward.established).isEmpty();
    assertThat(device.success()).isNotDone();
  }

  @Test
  void wrongPskIsRefused() throws Exception {
    try (EapDevice device = device("pump-2", psk("pump-2"))) {
      // the device itself sees that the server has another key, and falls silent or is rejected
      device.trigger();
      assertThat(ward.refusal()).isIn("WG-ONB-0046", "WG-ONB-0051");
      assertThat(ward.established).isEmpty();
    }
  }

  @Test
  void eapIdentityOfAnotherDeviceIsRefusedWithPsk() throws Exception {
    // begins as pump-2 and proves that it is pump-1
    try (EapDevice device = device("pump-2", psk("pump-1"))) {
      isRefused(device, "WG-ONB-0050");
    }
  }

  @Test
  void eapIdentityOfAnotherDeviceIsRefusedWithTls() throws Exception {
    try (EapDevice device = device("monitor-1", ca.tls("monitor-2"))) {
      isRefused(device, "WG-ONB-0050");
    }
  }

  @Test
  void aCertificateOfAnotherCaIsRefused() throws Exception {
    try (EapDevice device = device("monitor-1", new TestCa().tls("monitor-1"))) {
      device.trigger();
      assertThat(ward.refusal()).isIn("WG-ONB-0046", "WG-ONB-0051");
      assertThat(ward.established).isEmpty();
    }
  }

  @Test
  void unknownIdentityIsRefusedBeforeTheServerIsAsked() throws Exception {
    try (EapDevice device = device("stranger", psk("stranger"))) {
      isRefused(device, "WG-ONB-0045");
      assertThat(hostapd.log()).doesNotContain("stranger");
    }
  }

  @Test
  void classWithoutEapIsRefused() throws Exception {
    try (EapDevice device = device("lamp-1", psk("lamp-1"))) {
      isRefused(device, "WG-ONB-0016");
    }
  }

  @Test
  void tamperedEapIsRefused() throws Exception {
    try (EapDevice device = device("pump-1", psk("pump-1"))) {
      device.tamper(
          response -> {
            byte[] bytes = response.toArray();
            if (bytes[4] == EapPacket.TYPE_PSK) {
              bytes[40] ^= 1;
            }
            return Bytes.of(bytes);
          });
      device.trigger();
      assertThat(ward.refusal()).isIn("WG-ONB-0046", "WG-ONB-0051", "WG-ONB-0047");
      assertThat(ward.established).isEmpty();
    }
  }
}
