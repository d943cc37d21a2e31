package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.transport.coap.TestWard.Handler;

/** A device that is closed is gone at once, whatever it was doing. */
class ClosingTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private final TestWard ward = new TestWard();
  private final CompletableFuture<Exchange> asked = new CompletableFuture<>();

  ClosingTest() {
    ward.transport.bindHandler(
        Handler.of(
            "ok", r -> completedFuture(Response.content(0, TestWard.bytes(r.peer().session())))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private TestDevice silent() {
    return ward.device(
        "pump-1",
        exchange -> {
          exchange.sendAccept();
          asked.complete(exchange);
        },
        config -> config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0));
  }

  @Test
  void whatTheGatewayAskedEndsWithTheSession() {
    silent().get("ok");
    DeviceChannel channel = ward.transport.channel(PUMP).orElseThrow();
    CompletableFuture<Response> answer =
        channel.get("x", 0, 64, Instant.now().plusSeconds(3600)).toCompletableFuture();
    TestDevice.join(asked);

    ward.transport.close(PUMP);

    assertThatThrownBy(() -> answer.get(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).isEqualTo(TransportErrors.NO_SESSION));
    assertThat(ward.transport.channel(PUMP)).isEmpty();
  }

  @Test
  void whatTheDeviceAskedIsNotAnsweredAnyMore() {
    CompletableFuture<Response> late = new CompletableFuture<>();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    ward.transport.bindHandler(
        Handler.of(
            "late",
            r -> {
              begun.complete(null);
              return late;
            }));
    TestDevice device = silent();
    device.get("ok");
    var answer = device.send(device.request(Code.GET, "late"));
    TestDevice.join(begun);

    ward.transport.close(PUMP);
    late.complete(Response.content(0, TestWard.bytes("secret")));

    TestWard.await(device::hungUp);
    assertThat(answer.isDone() && !answer.isCompletedExceptionally()).isFalse();
  }

  @Test
  void oneSessionCanBeClosedAlone() {
    TestDevice first = silent();
    String one = first.get("ok").getPayloadString();
    DeviceChannel channel = ward.transport.channel(PUMP).orElseThrow();
    TestDevice second = silent();
    String other = second.get("ok").getPayloadString();

    assertThat(channel.close()).isTrue();

    TestWard.await(first::hungUp);
    assertThat(second.get("ok").getPayloadString()).isEqualTo(other).isNotEqualTo(one);
    assertThat(ward.transport.channel(PUMP).orElseThrow().peer().session()).isEqualTo(other);
  }

  @Test
  void whoIsClosedDuringItsHandshakeNeverHasASession() {
    PeerAuthenticator byName = new TestWard.ByCommonName();
    ward.transport.unbindAuthenticator(ward.authenticator);
    ward.transport.bindAuthenticator(
        (chain, address, kind) -> {
          var identity = byName.authenticate(chain, address, kind);
          // the device is revoked now; its Finished is still to come
          ward.transport.close(identity.device());
          return identity;
        });
    assertGone(silent());
  }

  @Test
  void aCertificateRevokedDuringTheHandshakeNeverHasASession() {
    ward.transport.bindCertificateStatus(certificate -> CertificateStatus.Status.REVOKED);
    assertGone(silent());
  }

  private void assertGone(TestDevice device) {
    var unused = device.send(device.request(Code.GET, "ok"));
    TestWard.await(() -> device.handshakes() > 0);
    TestWard.await(device::hungUp);
    TestWard.await(() -> ward.transport.endpoint().orElseThrow().connections() == 0);
    assertThat(ward.sessions.established).isEmpty();
    assertThat(ward.sessions.closed).isEmpty();
    assertThat(ward.transport.channel(PUMP)).isEmpty();
  }

  @Test
  void aCertificateInForceHasASession() {
    ward.transport.bindCertificateStatus(certificate -> CertificateStatus.Status.GOOD);
    assertThat(silent().get("ok").getPayloadString()).isNotEmpty();
  }

  @Test
  void aForgottenClosureIsNotForgiven() {
    Closures closures = new Closures();
    long before = closures.now();
    closures.close(PUMP);
    long between = closures.now();
    for (int i = 0; i <= Closures.REMEMBERED_MAX_COUNT; i++) {
      closures.close(new DeviceId("other-" + i));
    }
    assertThat(closures.closedSince(PUMP, before)).isTrue();
    assertThat(closures.closedSince(new DeviceId("nobody"), before)).isTrue();
    assertThat(closures.closedSince(new DeviceId("nobody"), closures.now())).isFalse();
    assertThat(between).isGreaterThan(before);
  }
}
