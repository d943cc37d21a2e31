package org.wardgate.coap.eap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.coap.eap.peer.EapDevice;
import org.wardgate.transport.coap.OpenTransport;

/** A gateway with the open endpoint and CoAP-EAP, and an inventory. */
final class EapWard implements AutoCloseable {
  final OpenTransport transport;
  final RecordedReports reports = new RecordedReports();
  final CoapEap eap;
  final LinkedBlockingQueue<Peer> established = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<PeerRefused> refused = new LinkedBlockingQueue<>();

  EapWard(Path directory, InetSocketAddress radius, Map<String, Object> more)
      throws IOException, RefusedException {
    transport =
        new OpenTransport(
            Map.of(
                "bindAddress", "127.0.0.1",
                "openEnabled", true,
                "openPort", 0,
                "openRequestsPerSecondMax", 1_000,
                "openRequestsOverallPerSecondMax", 1_000),
            reports);
    transport.bindListener(
        new SessionListener() {
          @Override
          public void established(Peer peer) {
            established.add(peer);
          }

          @Override
          public void closed(Peer peer) {
            // not looked at
          }
        });
    transport.bindGate(peer -> CompletableFuture.completedFuture(true));
    transport.bindHandler(new Greeting());
    eap =
        new CoapEap(
            transport,
            transport,
            EapWard::inventory,
            event -> {
              if (event instanceof PeerRefused refusal) {
                refused.add(refusal);
              }
              return CompletableFuture.completedFuture(null);
            },
            reports,
            String::toCharArray,
            values(directory, radius, more));
    transport.bindResource(eap);
  }

  static Map<String, Object> values(
      Path directory, InetSocketAddress radius, Map<String, Object> more) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("radiusServer", radius.getAddress().getHostAddress());
    values.put("radiusPort", radius.getPort());
    values.put("sharedSecretFile", secretFile(directory).toString());
    values.putAll(more);
    return values;
  }

  static Path secretFile(Path directory) throws IOException {
    Path file = directory.resolve("radius.secret");
    Files.writeString(file, Hostapd.SECRET + "\n", StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  static InventorySnapshot inventory() {
    return new InventorySnapshot(
        1,
        Map.of(),
        Map.of("pump", type("pump", Set.of(JoinMethod.EAP)), "lamp", type("lamp", Set.of())),
        Map.of(
            new DeviceId("pump-1"), entry("pump-1", "pump"),
            new DeviceId("pump-2"), entry("pump-2", "pump"),
            new DeviceId("monitor-1"), entry("monitor-1", "pump"),
            new DeviceId("monitor-2"), entry("monitor-2", "pump"),
            new DeviceId("lamp-1"), entry("lamp-1", "lamp")),
        Map.of());
  }

  private static DeviceClass type(String name, Set<JoinMethod> methods) {
    return new DeviceClass(name, 0.5, 0.5, 60, 3, methods, false);
  }

  private static InventoryEntry entry(String device, String type) {
    return new InventoryEntry(
        new DeviceId(device), device, type, "maker", device, false, List.of(), Optional.empty());
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), transport.address().orElseThrow().getPort());
  }

  Peer establishedPeer() throws InterruptedException {
    Peer peer = established.poll(EapDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    if (peer == null) {
      throw new AssertionError("no session; refused: " + refused);
    }
    return peer;
  }

  /** The code of the next refusal. */
  String refusal() throws InterruptedException {
    PeerRefused refusal = refused.poll(EapDevice.WAIT_SECONDS, TimeUnit.SECONDS);
    if (refusal == null) {
      throw new AssertionError("nothing refused; established: " + established);
    }
    return refusal.problem().code();
  }

  @Override
  public void close() {
    eap.deactivate();
    transport.deactivate();
  }

  /** Says who asks. */
  private static final class Greeting implements ResourceHandler {
    @Override
    public String path() {
      return "who";
    }

    @Override
    public Set<Method> methods() {
      return Set.of(Method.GET);
    }

    @Override
    public int payloadMaxBytes() {
      return 16;
    }

    @Override
    public Map<String, String> linkAttributes() {
      return Map.of();
    }

    @Override
    public CompletionStage<Response> handle(BoundedRequest request) {
      String text = request.peer().identity().kind() + " " + request.peer().identity().device();
      return CompletableFuture.completedFuture(
          Response.content(
              ContentFormat.TEXT_PLAIN, Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
    }
  }
}
