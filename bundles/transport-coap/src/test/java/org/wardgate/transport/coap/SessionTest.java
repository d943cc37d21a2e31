package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.transport.coap.TestWard.Handler;

class SessionTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private final TestWard ward = new TestWard(TestWard.config(0, 10, 2, 5000, 1000, 10));

  SessionTest() {
    ward.transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0, TestWard.bytes(r.peer().session())))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private Peer nextEstablished() throws InterruptedException {
    Peer peer = ward.sessions.established.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(peer).isNotNull();
    return Objects.requireNonNull(peer);
  }

  private Peer nextClosed() throws InterruptedException {
    Peer peer = ward.sessions.closed.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    assertThat(peer).isNotNull();
    return Objects.requireNonNull(peer);
  }

  @Test
  void announcesASessionOnceAndItsEnd() throws InterruptedException {
    TestDevice device = ward.device("pump-1");
    String session = device.get("who").getPayloadString();
    assertThat(device.get("who").getPayloadString()).isEqualTo(session);

    Peer peer = nextEstablished();
    assertThat(peer.session()).isEqualTo(session);
    assertThat(peer.kind()).isEqualTo(TransportKind.COAP);
    assertThat(peer.identity().device()).isEqualTo(PUMP);
    assertThat(ward.transport.channel(PUMP)).isPresent();

    device.hangUp();
    assertThat(nextClosed().session()).isEqualTo(session);
    assertThat(ward.transport.channel(PUMP)).isEmpty();
    assertThat(ward.sessions.established).isEmpty();
    assertThat(ward.sessions.closed).isEmpty();
  }

  @Test
  void closesADeviceForGood() throws InterruptedException {
    TestDevice device = ward.device("pump-1");
    String before = device.get("who").getPayloadString();

    ward.transport.close(PUMP);

    assertThat(nextClosed().session()).isEqualTo(before);
    assertThat(ward.transport.channel(PUMP)).isEmpty();
    ward.transport.close(PUMP); // idempotent
    device.awaitHangUp();
    // it shakes hands anew
    String after = device.get("who").getPayloadString();
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void keepsTheNewestSessionsOfADevice() throws InterruptedException {
    TestPki.Identity identity = ward.pki.device("pump-1");
    List<String> sessions =
        IntStream.range(0, 4)
            .mapToObj(i -> ward.keep(new TestDevice(ward.address(), identity, ward.pki.ca())))
            .map(device -> device.get("who").getPayloadString())
            .toList();

    assertThat(List.of(nextClosed().session(), nextClosed().session()))
        .containsExactly(sessions.get(0), sessions.get(1));
    assertThat(ward.transport.channel(PUMP).orElseThrow().peer().session())
        .isEqualTo(sessions.get(3));
  }

  @Test
  void twoSessionsWithOneCertificateStayApart() {
    TestPki.Identity identity = ward.pki.device("pump-1");
    TestDevice one = ward.keep(new TestDevice(ward.address(), identity, ward.pki.ca()));
    TestDevice other = ward.keep(new TestDevice(ward.address(), identity, ward.pki.ca()));
    String first = one.get("who").getPayloadString();
    String second = other.get("who").getPayloadString();

    assertThat(second).isNotEqualTo(first);
    assertThat(one.get("who").getPayloadString()).isEqualTo(first);
    assertThat(other.get("who").getPayloadString()).isEqualTo(second);
  }

  @Test
  void reshakingHandsFromOneAddressReplacesTheSession() throws InterruptedException {
    TestDevice device =
        ward.device(
            "pump-1",
            exchange -> {},
            config -> config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, null));
    String first = device.get("who").getPayloadString();
    device.forget();
    String second = device.get("who").getPayloadString();

    assertThat(second).isNotEqualTo(first);
    assertThat(nextClosed().session()).isEqualTo(first);
  }

  @Test
  void joiningDevicesGiveWayWhenTheHouseIsFull() throws InterruptedException {
    TestDevice joining = ward.device("new-1");
    String least = joining.get("who").getPayloadString();
    for (int i = 0; i < 10; i++) {
      ward.device("monitor-" + i).get("who");
    }

    assertThat(nextClosed().session()).isEqualTo(least);
    assertThat(ward.transport.channel(new DeviceId("monitor-9"))).isPresent();
  }

  @Test
  void whoIsRefusedNeverBecomesASession() {
    TestDevice stranger = ward.device("bad-1");

    assertThatThrownBy(() -> stranger.get("who")).hasMessageContaining("no answer");
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void aCertificateWithoutItsKeyProvesNothing() {
    TestPki.Identity pump = ward.pki.device("pump-1");
    TestPki.Identity thief =
        new TestPki.Identity(ward.pki.device("pump-2").key(), pump.certificate());
    TestDevice device = ward.keep(new TestDevice(ward.address(), thief, ward.pki.ca()));

    assertThatThrownBy(() -> device.get("who")).hasMessageContaining("no answer");
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void anotherWardsCertificateIsShownToTheDeviceNotTrustedByIt() {
    TestPki other = new TestPki("other ward");
    TestDevice device =
        ward.keep(new TestDevice(ward.address(), ward.pki.device("pump-1"), other.ca()));

    assertThatThrownBy(() -> device.get("who")).hasMessageContaining("no answer");
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void aRenewedCredentialServesNewSessionsAndKeepsTheOld() {
    TestDevice early = ward.device("pump-1");
    String session = early.get("who").getPayloadString();
    GatewayCredential renewed = ward.pki.gateway("gateway");
    ward.transport.bindCredential(renewed);
    ward.transport.unbindCredential(ward.credential);

    TestDevice late = ward.device("pump-2");
    assertThat(late.get("who").getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(late.gatewayCertificate()).contains(renewed.chain().get(0));
    assertThat(early.get("who").getPayloadString()).isEqualTo(session);
  }

  @Test
  void withoutAnAuthenticatorNobodyNewComesInAndNobodyIsCutOff() {
    TestDevice inside = ward.device("pump-1");
    String session = inside.get("who").getPayloadString();
    ward.transport.unbindAuthenticator(ward.authenticator);

    TestDevice outside = ward.device("pump-2");
    assertThatThrownBy(() -> outside.get("who")).hasMessageContaining("no answer");
    assertThat(inside.get("who").getPayloadString()).isEqualTo(session);

    ward.transport.bindAuthenticator(ward.authenticator);
    Response now = outside.get("who");
    assertThat(now.getCode()).isEqualTo(ResponseCode.CONTENT);
  }
}
