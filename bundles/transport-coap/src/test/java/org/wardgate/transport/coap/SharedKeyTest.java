package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.transport.coap.TestWard.Handler;

class SharedKeyTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final CipherSuite ECDHE = CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256;
  private static final CipherSuite PLAIN = CipherSuite.TLS_PSK_WITH_AES_128_CCM_8;

  private final TestWard ward = new TestWard();
  private final TestKeys keys = new TestKeys().with("sensor-1", KEY);

  SharedKeyTest() {
    ward.transport.bindKeys(keys);
    ward.transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0,
                        TestWard.bytes(
                            r.peer().identity().kind() + " " + r.peer().identity().device())))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private TestDevice device(String identity, byte[] key, CipherSuite... suites) {
    return ward.keep(TestDevice.ofKey(ward.address(), identity, key, suites));
  }

  private TestDevice impatient(String identity, byte[] key) {
    return ward.keep(
        TestDevice.ofKey(
            ward.address(),
            identity,
            key,
            config -> config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 1),
            ECDHE));
  }

  @ParameterizedTest
  @EnumSource(
      value = CipherSuite.class,
      mode = Mode.INCLUDE,
      names = {
        "TLS_PSK_WITH_AES_128_CCM_8",
        "TLS_PSK_WITH_AES_128_CCM",
        "TLS_PSK_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256",
        "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256",
        "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256"
      })
  void aDeviceWithASharedKeyIsServed(CipherSuite suite) {
    TestDevice device = device("sensor-1", KEY, suite);

    assertThat(device.get("who").getPayloadString()).isEqualTo("SHARED_KEY sensor-1");
    assertThat(device.suite()).contains(suite);
  }

  @Test
  void forwardSecrecyIsPreferredWhateverTheDevicePrefers() {
    TestDevice device = device("sensor-1", KEY, PLAIN, ECDHE);

    assertThat(device.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(device.suite()).contains(ECDHE);
  }

  @Test
  void theIdentityIsReportedWithTheDigestOfItsName() {
    device("sensor-1", KEY, ECDHE).get("who");

    PeerIdentity identity = ward.sessions.established.remove().identity();
    assertThat(identity.kind()).isEqualTo(PeerIdentity.Kind.SHARED_KEY);
    assertThat(identity.device()).isEqualTo(new DeviceId("sensor-1"));
    assertThat(identity.certificateSha256()).isEqualTo(TestWard.bytes("sensor-1").sha256());
    assertThat(keys.asked).containsExactly("sensor-1 from 127.0.0.1");
  }

  @Test
  void aWrongKeyAndAnUnknownIdentityEndAlike() {
    byte[] wrong = KEY.clone();
    wrong[0] ^= 1;
    TestDevice wrongKey = impatient("sensor-1", wrong);
    TestDevice unknown = impatient("sensor-2", KEY);

    assertThatThrownBy(() -> wrongKey.get("who")).hasMessageContaining("no answer");
    assertThatThrownBy(() -> unknown.get("who")).hasMessageContaining("no answer");

    // no alert that would tell them apart: the device's Finished is dropped without a word
    assertThat(wrongKey.alerts).isEqualTo(unknown.alerts);
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void aKeyThatIsTooShortIsNoKey() {
    byte[] weak = Arrays.copyOf(KEY, 15);
    keys.with("sensor-3", weak);
    TestDevice device = impatient("sensor-3", weak);

    assertThatThrownBy(() -> device.get("who")).hasMessageContaining("no answer");
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void anIdentityLongerThanTheLimitIsNotEvenLookedUp() {
    TestDevice device = impatient("x".repeat(129), KEY);

    assertThatThrownBy(() -> device.get("who")).hasMessageContaining("no answer");
    assertThat(keys.asked).isEmpty();
  }

  @Test
  void aServiceThatFailsIsNobodyAndTheNextIsAsked() {
    TestWard other = new TestWard();
    try {
      other.transport.bindKeys(
          (identity, address, kind) -> {
            throw new IllegalStateException("broken");
          });
      other.transport.bindKeys(new TestKeys());
      other.transport.bindKeys(keys);
      other.transport.bindHandler(
          Handler.of(
              "ok",
              r ->
                  completedFuture(
                      org.wardgate.api.transport.Response.content(0, TestWard.bytes("ok")))));
      TestDevice device = other.keep(TestDevice.ofKey(other.address(), "sensor-1", KEY, ECDHE));

      assertThat(device.get("ok").getPayloadString()).isEqualTo("ok");
    } finally {
      other.close();
    }
  }

  @Test
  void withoutAnybodyWhoKnowsKeysTheSuitesAreNotOffered() {
    ward.transport.unbindKeys(keys);
    TestDevice refused = impatient("sensor-1", KEY);
    assertThatThrownBy(() -> refused.get("who")).hasMessageContaining("no answer");
    assertThat(refused.alerts)
        .contains(
            org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription.HANDSHAKE_FAILURE);

    ward.transport.bindKeys(keys);
    TestDevice served = device("sensor-1", KEY, ECDHE);
    assertThat(served.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
  }

  @Test
  void certificatesGoOnBesideSharedKeys() {
    assertThat(ward.device("pump-1").get("who").getPayloadString()).isEqualTo("LDEVID pump-1");
    assertThat(device("sensor-1", KEY, PLAIN).get("who").getPayloadString())
        .isEqualTo("SHARED_KEY sensor-1");
  }
}
