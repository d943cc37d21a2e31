package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Instant;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.transport.coap.Drops.Reason;
import org.wardgate.transport.coap.TestWard.Handler;

/** Sessions that go on from another address (RFC 9146). */
class RoamingTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private final TestWard ward = new TestWard();

  RoamingTest() {
    ward.transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0, TestWard.bytes(r.peer().session() + " " + r.peer().port())))));
  }

  @AfterEach
  void close() {
    ward.close();
  }

  private static void answer(Exchange exchange) {
    exchange.sendAccept();
    exchange.sendResponse(new Response(CoAP.ResponseCode.CONTENT));
  }

  private TestDevice behind(Relay relay, int cidBytes) {
    return ward.keep(
        new TestDevice(
            relay.address(),
            ward.pki.device("pump-1"),
            ward.pki.ca(),
            RoamingTest::answer,
            config -> {
              if (cidBytes >= 0) {
                config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, cidBytes);
              } else {
                config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, null);
              }
              config.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 1);
            }));
  }

  private int channelPort() {
    return channel().peer().port();
  }

  private DeviceChannel channel() {
    return ward.transport.channel(PUMP).orElseThrow();
  }

  @Test
  void aSessionGoesOnFromAnotherPortWithoutAHandshake() throws IOException {
    try (Relay relay = new Relay(ward.address())) {
      TestDevice device = behind(relay, 0);
      String[] before = device.get("who").getPayloadString().split(" ");
      for (int i = 0; i < 5; i++) {
        relay.rebind();
        String[] after = device.get("who").getPayloadString().split(" ");
        assertThat(after[0]).isEqualTo(before[0]);
        assertThat(after[1]).isEqualTo(String.valueOf(relay.outerPort())).isNotEqualTo(before[1]);
      }
      // the gateway's own questions find it too
      assertThat(channelPort()).isEqualTo(relay.outerPort());
      assertThat(
              channel()
                  .get("x", 0, 64, Instant.now().plusSeconds(TestDevice.WAIT_SECONDS))
                  .toCompletableFuture()
                  .join()
                  .code())
          .isEqualTo(org.wardgate.api.transport.ResponseCode.CONTENT);
      assertThat(ward.sessions.established).hasSize(1);
      assertThat(ward.sessions.closed).isEmpty();
    }
  }

  @Test
  void aReplayedOrForgedRecordFromElsewhereMovesNothing() throws IOException {
    try (Relay relay = new Relay(ward.address());
        DatagramSocket elsewhere =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      TestDevice device = behind(relay, 0);
      device.get("who");
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      long before = endpoint.drops().of(Reason.RECORD_OF_NOBODY);

      relay.replayFromElsewhere(elsewhere);
      relay.forgeFromElsewhere(elsewhere);

      TestWard.await(() -> endpoint.drops().of(Reason.RECORD_OF_NOBODY) >= before + 2);
      assertThat(channelPort()).isEqualTo(relay.outerPort());
      assertNothingArrives(elsewhere);
      // and the session has not suffered
      assertThat(device.get("who").getPayloadString()).endsWith(" " + relay.outerPort());
    }
  }

  private static void assertNothingArrives(DatagramSocket socket) throws IOException {
    socket.setSoTimeout(1);
    assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[2048], 2048)))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void withoutAConnectionIdAnotherPortIsAStranger() throws IOException {
    try (Relay relay = new Relay(ward.address())) {
      TestDevice device = behind(relay, -1);
      assertThat(device.get("who").getPayloadString()).endsWith(" " + relay.outerPort());
      int old = relay.outerPort();
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      long before = endpoint.drops().of(Reason.RECORD_OF_NOBODY);
      relay.rebind();

      var unused = device.send(device.request(CoAP.Code.GET, "who"));

      TestWard.await(() -> endpoint.drops().of(Reason.RECORD_OF_NOBODY) > before);
      assertThat(channelPort()).isEqualTo(old);
    }
  }

  @Test
  void aClosedDeviceCannotGoOnWithItsConnectionId() throws IOException, InterruptedException {
    try (Relay relay = new Relay(ward.address())) {
      TestDevice device = behind(relay, 0);
      String session = device.get("who").getPayloadString();
      relay.rebind();
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();

      ward.transport.close(PUMP);

      assertThat(ward.transport.channel(PUMP)).isEmpty();
      assertThat(session).isNotEmpty();
      long before = endpoint.drops().of(Reason.RECORD_OF_NOBODY);
      var unused = device.send(device.request(CoAP.Code.GET, "who"));
      TestWard.await(() -> endpoint.drops().of(Reason.RECORD_OF_NOBODY) > before);
      TestWard.await(() -> !ward.sessions.closed.isEmpty());
      assertThat(ward.sessions.closed).hasSize(1);
    }
  }
}
