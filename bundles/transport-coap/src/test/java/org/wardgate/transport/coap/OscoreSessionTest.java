package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportKind;

/** Everything a session over DTLS does, over OSCORE. */
class OscoreSessionTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private final TestOpenWard ward = new TestOpenWard();
  private final TestOscoreDevice device = new TestOscoreDevice(ward.address());

  @AfterEach
  void close() {
    device.close();
    ward.close();
  }

  private static Response text(String text) {
    return Response.content(ContentFormat.TEXT_PLAIN, TestWard.bytes(text));
  }

  private static String text(org.eclipse.californium.core.coap.Response response) {
    return new String(response.getPayload(), StandardCharsets.UTF_8);
  }

  @Test
  void aSessionStandsWhenThePeerProvedTheKey() throws Exception {
    Peer peer = ward.open(device, "pump-1");
    assertThat(peer.kind()).isEqualTo(TransportKind.OSCORE);
    assertThat(peer.identity().kind()).isEqualTo(PeerIdentity.Kind.EAP);
    assertThat(ward.sessions.established.poll(20, TimeUnit.SECONDS)).isEqualTo(peer);
  }

  @Test
  void theSameHandlersServeThePeer() throws Exception {
    ward.transport.bindHandler(
        TestWard.Handler.of(
            "echo",
            request ->
                CompletableFuture.completedFuture(
                    text(request.peer().identity().device() + " " + request.peer().kind()))));
    ward.open(device, "pump-1");
    assertThat(text(device.get("echo"))).isEqualTo("pump-1 OSCORE");
  }

  @Test
  void aBodyOfManyBlocksGoesBothWays() throws Exception {
    byte[] body = "x".repeat(1800).getBytes(StandardCharsets.UTF_8);
    ward.transport.bindHandler(
        TestWard.Handler.of(
            "echo",
            request ->
                CompletableFuture.completedFuture(
                    Response.content(ContentFormat.OCTET_STREAM, request.payload()))));
    ward.open(device, "pump-1");
    var answer = TestOscoreDevice.join(device.ask(Code.POST, "echo", body));
    assertThat(answer.getPayload()).isEqualTo(body);
  }

  @Test
  void aLateAnswerComesSeparately() throws Exception {
    CompletableFuture<Response> late = new CompletableFuture<>();
    ward.transport.bindHandler(TestWard.Handler.of("late", request -> late));
    ward.open(device, "pump-1");
    CompletableFuture<org.eclipse.californium.core.coap.Response> answer =
        device.ask(Code.GET, "late", new byte[0]);
    CompletableFuture.delayedExecutor(600, TimeUnit.MILLISECONDS)
        .execute(() -> late.complete(text("at last")));
    assertThat(text(TestOscoreDevice.join(answer))).isEqualTo("at last");
  }

  @Test
  void theGatewayAsksOverTheChannel() throws Exception {
    ward.open(device, "pump-1");
    device.onSecured(
        exchange -> {
          var response = new org.eclipse.californium.core.coap.Response(CoAP.ResponseCode.CONTENT);
          response.setPayload(exchange.getRequest().getOptions().getUriPathString());
          exchange.sendResponse(response);
        });
    var channel = ward.transport.channel(PUMP).orElseThrow();
    Instant deadline = Instant.now().plusSeconds(20);
    Response post =
        channel
            .post("wg/attest", 42, 263, Bytes.ofHex("01"), 1024, deadline)
            .toCompletableFuture()
            .join();
    assertThat(post.payload()).isEqualTo(TestWard.bytes("wg/attest"));
    Response get = channel.get("well", 0, 1024, deadline).toCompletableFuture().join();
    assertThat(get.code()).isEqualTo(ResponseCode.CONTENT);
  }

  @Test
  void closeDeletesTheContextAtOnce() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    ward.transport.bindHandler(
        TestWard.Handler.of(
            "echo",
            request -> {
              handled.incrementAndGet();
              return CompletableFuture.completedFuture(text("served"));
            }));
    Peer peer = ward.open(device, "pump-1");
    ward.transport.close(PUMP);
    assertThat(ward.sessions.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(peer);
    assertThat(ward.transport.channel(PUMP)).isEmpty();
    // the answer is 4.01 without protection, which the device does not believe either
    assertThatThrownBy(() -> TestOscoreDevice.join(device.ask(Code.GET, "echo", new byte[0])))
        .hasRootCauseInstanceOf(RefusedException.class);
    assertThat(handled).hasValue(0);
  }

  @Test
  void aDeviceThatIsClosedWhileItsSessionIsOpenedHasNone() throws Exception {
    Bytes recipient = ward.transport.reserve();
    device.install(TestOpenWard.SECRET, recipient, TestOpenWard.DEVICE_RECIPIENT);
    device.onSecured(
        exchange -> {
          ward.transport.close(PUMP);
          exchange.sendResponse(
              new org.eclipse.californium.core.coap.Response(
                  org.eclipse.californium.core.coap.CoAP.ResponseCode.CHANGED));
        });
    var opened =
        ward.open(device, "pump-1", recipient, TestOpenWard.SECRET, Instant.now().plusSeconds(600))
            .toCompletableFuture();
    assertThatThrownBy(() -> opened.get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("closed while it was opened");
    assertThat(ward.transport.channel(PUMP)).isEmpty();
    assertThat(ward.sessions.established).isEmpty();
  }

  @Test
  void aDeviceThatIsClosedAfterTheReservationHasNoSession() throws Exception {
    Bytes recipient = ward.transport.reserve();
    ward.transport.close(PUMP);
    device.install(TestOpenWard.SECRET, recipient, TestOpenWard.DEVICE_RECIPIENT);
    device.onSecured(
        exchange ->
            exchange.sendResponse(
                new org.eclipse.californium.core.coap.Response(
                    org.eclipse.californium.core.coap.CoAP.ResponseCode.CHANGED)));
    var opened =
        ward.open(device, "pump-1", recipient, TestOpenWard.SECRET, Instant.now().plusSeconds(600))
            .toCompletableFuture();
    assertThatThrownBy(() -> opened.get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RefusedException.class);
    assertThat(ward.transport.channel(PUMP)).isEmpty();
  }

  @Test
  void closeOfTheChannelFailsWhatIsAsked() throws Exception {
    ward.open(device, "pump-1");
    device.onSecured(exchange -> {});
    var channel = ward.transport.channel(PUMP).orElseThrow();
    var answer = channel.get("well", 0, 1024, Instant.now().plusSeconds(60)).toCompletableFuture();
    assertThat(channel.close()).isTrue();
    assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-COAP-0001");
  }

  @Test
  void aThirdSessionOfADeviceClosesItsOldest() throws Exception {
    Peer first = ward.open(device, "pump-1");
    ward.open(device, "pump-1");
    assertThat(ward.sessions.closed).isEmpty();
    ward.open(device, "pump-1");
    assertThat(ward.sessions.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(first);
  }

  @Test
  void aContextEndsWithItsLifetime() throws Exception {
    Bytes recipient = ward.transport.reserve();
    device.install(TestOpenWard.SECRET, recipient, TestOpenWard.DEVICE_RECIPIENT);
    device.onSecured(
        exchange ->
            exchange.sendResponse(
                new org.eclipse.californium.core.coap.Response(CoAP.ResponseCode.CHANGED)));
    ward.open(device, "pump-1", recipient, TestOpenWard.SECRET, Instant.now().plusSeconds(1))
        .toCompletableFuture()
        .join();
    assertThat(ward.sessions.closed.poll(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void wrongOscoreKeyOpensNoSession() throws Exception {
    Bytes recipient = ward.transport.reserve();
    device.install(Bytes.ofHex("ff".repeat(16)), recipient, TestOpenWard.DEVICE_RECIPIENT);
    var opening =
        ward.open(device, "pump-1", recipient, TestOpenWard.SECRET, Instant.now().plusSeconds(600))
            .toCompletableFuture();
    assertThatThrownBy(() -> opening.get(40, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RefusedException.class);
    assertThat(ward.sessions.established).isEmpty();
    assertThat(ward.transport.channel(PUMP)).isEmpty();
  }

  @Test
  void anUnprotectedAnswerProvesNothing() throws Exception {
    Bytes recipient = ward.transport.reserve();
    // no context: the device's plain endpoint hears a POST with an option it does not know
    device.onOpen(
        exchange ->
            exchange.sendResponse(
                new org.eclipse.californium.core.coap.Response(CoAP.ResponseCode.CHANGED)));
    var opening =
        ward.open(device, "pump-1", recipient, TestOpenWard.SECRET, Instant.now().plusSeconds(600))
            .toCompletableFuture();
    assertThatThrownBy(() -> opening.get(40, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(RefusedException.class);
  }

  @Test
  void moreSessionsThanAllowedAreRefused() throws Exception {
    try (TestOpenWard small = new TestOpenWard(java.util.Map.of("oscoreSessionsMax", 2))) {
      Bytes first = small.transport.reserve();
      small.transport.reserve();
      assertThatThrownBy(small.transport::reserve).hasMessageContaining("WG-COAP-0006");
      small.transport.release(first);
      assertThat(small.transport.reserve()).isNotNull();
    }
  }

  @Test
  void offUnlessConfigured() {
    try (TestOpenWard off = new TestOpenWard(java.util.Map.of("openEnabled", false))) {
      assertThat(off.transport.address()).isEmpty();
      assertThatThrownBy(off.transport::reserve).hasMessageContaining("WG-COAP-0001");
    }
  }
}
