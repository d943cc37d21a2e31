package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.OscoreParameters;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.api.transport.Peer;

/** The open transport with listeners, and contexts as somebody who derived keys opens them. */
final class TestOpenWard implements AutoCloseable {
  static final Bytes SECRET = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");

  /** Long for a device that answers, short for one that does not. */
  static final long OPEN_SECONDS = 10;

  static final Bytes DEVICE_RECIPIENT = Bytes.ofHex("d1");

  final TestWard.Sessions sessions = new TestWard.Sessions();
  final RecordedReports reports = new RecordedReports();
  final OpenTransport transport;

  TestOpenWard() {
    this(Map.of());
  }

  TestOpenWard(Map<String, Object> more) {
    Map<String, Object> values = new HashMap<>();
    values.put("bindAddress", "127.0.0.1");
    values.put("openEnabled", true);
    values.put("openPort", 0);
    values.put("openRequestsPerSecondMax", 1_000);
    values.put("openRequestsOverallPerSecondMax", 1_000);
    values.put("requestsPerSecondMax", 1_000);
    values.putAll(more);
    transport = new OpenTransport(values, reports);
    transport.bindListener(sessions);
    transport.bindGate(TestWard.EVERYBODY);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), transport.address().orElseThrow().getPort());
  }

  static PeerIdentity identity(String device) {
    return new PeerIdentity(
        PeerIdentity.Kind.EAP,
        new DeviceId(device),
        Bytes.of(device.getBytes(StandardCharsets.UTF_8)).sha256(),
        Optional.empty());
  }

  /** Opens a session with a device that has the context and answers 2.04. */
  Peer open(TestOscoreDevice device, String name) throws RefusedException {
    Bytes recipient = transport.reserve();
    device.install(SECRET, recipient, DEVICE_RECIPIENT);
    device.onSecured(
        exchange ->
            exchange.sendResponse(
                new org.eclipse.californium.core.coap.Response(
                    org.eclipse.californium.core.coap.CoAP.ResponseCode.CHANGED)));
    return open(device, name, recipient, SECRET, Instant.now().plusSeconds(600))
        .toCompletableFuture()
        .join();
  }

  CompletionStage<Peer> open(
      TestOscoreDevice device, String name, Bytes recipient, Bytes secret, Instant expires) {
    return transport.open(
        new OscoreParameters(
            secret,
            Bytes.EMPTY,
            Suite.AES_CCM_16_64_128,
            DEVICE_RECIPIENT,
            recipient,
            identity(name),
            device.address(),
            expires),
        List.of("a", "eap", "3"),
        269,
        Bytes.ofHex("03010004"),
        Instant.now().plusSeconds(OPEN_SECONDS));
  }

  @Override
  public void close() {
    transport.deactivate();
  }
}
