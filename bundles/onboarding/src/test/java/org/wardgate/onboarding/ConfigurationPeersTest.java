package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationTaken;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

/** Configurations and a change of the ward CA's key, over the real transport. */
class ConfigurationPeersTest {
  private static final Bytes CONTENT =
      Bytes.of("{\"rate\": 5}\n".repeat(60).getBytes(StandardCharsets.UTF_8));

  private final TestCa next = TestCa.root("Ward CA 2");
  private final PeersGateway gateway = new PeersGateway(next.certificate());

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

  private void assertTaken() {
    gateway.awaitEvent(ConfigurationTaken.class);
    assertThat(gateway.events(ConfigurationTaken.class))
        .extracting(ConfigurationTaken::contentSha256)
        .containsExactly(CONTENT.sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void aDeviceFetchesItsConfigurationInSmallBlocks(String client) {
    gateway.deliver(TestWard.PUMP, "application/json", CONTENT);
    bench.identity("monitor", gateway.ward.beta.idevid("1"));
    assertThat(bench.coap(client, "monitor", "wg/configuration")).contains("4.04");
    bench.coap(client, "pump", "wg/configuration", "-b", "64", "-o", "configuration.json");

    assertThat(bench.read("configuration.json")).isEqualTo(CONTENT);
    assertTaken();
  }

  @Test
  void aDeviceIsSentItsConfigurationOverTheSessionItOpened() throws Exception {
    try (ServingDevice device =
        new ServingDevice(
            gateway.port(),
            gateway.ward.acme.idevid("1"),
            gateway.ward.ward.certificate(),
            "none")) {
      device.speak();
      gateway.awaitEvent(DeviceIdentified.class);
      gateway.deliver(TestWard.PUMP, "application/json", CONTENT);
      assertTaken();
      assertThat(device.configurations).containsExactly(CONTENT.toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Workbench.OPENSSL_COAP, Workbench.GNUTLS_COAP})
  void bothAnchorsOfARolloverAreThereInEveryFormat(String client) throws CryptoException {
    List<X509Certificate> anchors = List.of(gateway.ward.ward.certificate(), next.certificate());
    bench.get(client, "pump", "crts", "-A", "281", "-o", "both.p7");
    assertThat(CertsOnly.decode(bench.read("both.p7"))).containsExactlyElementsOf(anchors);
    assertThat(bench.ok("pkcs7", "-inform", "DER", "-in", "both.p7", "-print_certs"))
        .contains("CN = Ward CA\n", "CN = Ward CA 2\n");
    bench.get(client, "pump", "crts", "-A", "62", "-b", "64", "-o", "both.cbor");
    assertThat(MultipartCore.decode(bench.read("both.cbor")))
        .containsExactlyElementsOf(
            anchors.stream()
                .map(anchor -> new MultipartCore.Part(287, Certificates.der(anchor)))
                .toList());
    assertThat(bench.get(client, "pump", "crts", "-A", "287")).contains("4.06");
  }
}
