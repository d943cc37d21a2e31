package org.wardgate.onboarding;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.x509.Certificates;

/** Two makers, their devices and the ward. */
final class TestWard {
  static final DeviceId PUMP = new DeviceId("pump-1");
  static final DeviceId MONITOR = new DeviceId("monitor-1");
  private static final AtomicLong REQUESTS = new AtomicLong();

  final TestCa ward = TestCa.root("Ward CA");
  final TestCa acmeRoot = TestCa.root("Acme Root");
  final TestCa acme = acmeRoot.sub("Acme Devices");
  final TestCa beta = TestCa.root("Beta Root");

  InventorySnapshot inventory() {
    return inventory(
        List.of(
            manufacturer("acme", List.of(acmeRoot.certificate()), List.of(acme.certificate())),
            manufacturer("beta", List.of(beta.certificate()), List.of())));
  }

  static Manufacturer manufacturer(
      String id, List<X509Certificate> anchors, List<X509Certificate> intermediates) {
    return new Manufacturer(id, id, anchors, intermediates, List.of(), List.of());
  }

  /** The pump is Acme's number 1, the monitor is Beta's number 1; pumps may get keys made here. */
  static InventorySnapshot inventory(List<Manufacturer> manufacturers) {
    List<InventoryEntry> entries =
        List.of(entry(PUMP, "pump", "acme"), entry(MONITOR, "monitor", "beta"));
    return new InventorySnapshot(
        1,
        manufacturers.stream().collect(Collectors.toMap(Manufacturer::id, Function.identity())),
        Map.of("pump", deviceClass("pump", true), "monitor", deviceClass("monitor", false)),
        entries.stream().collect(Collectors.toMap(InventoryEntry::device, Function.identity())),
        entries.stream()
            .collect(
                Collectors.toMap(
                    e -> new SerialKey(e.manufacturerId(), e.serial()), InventoryEntry::device)));
  }

  private static DeviceClass deviceClass(String name, boolean serverKeysAllowed) {
    return new DeviceClass(
        name, 0.5, 0.5, 10, 3, Set.of(JoinMethod.CERTIFICATE), serverKeysAllowed);
  }

  private static InventoryEntry entry(DeviceId device, String className, String manufacturer) {
    return new InventoryEntry(
        device, device.value(), className, manufacturer, "1", false, List.of(), Optional.empty());
  }

  static Peer peer(DeviceId device) {
    return new Peer(
        new PeerIdentity(PeerIdentity.Kind.IDEVID, device, Bytes.EMPTY.sha256(), Optional.empty()),
        TransportKind.COAP,
        InetAddress.getLoopbackAddress(),
        5684,
        "s");
  }

  /** A session that the ward's own certificate opened. */
  static Peer renewing(DeviceId device, X509Certificate ldevid) {
    Peer any = peer(device);
    return new Peer(
        new PeerIdentity(
            PeerIdentity.Kind.LDEVID,
            device,
            Certificates.sha256(ldevid),
            Optional.empty(),
            Optional.of(Certificates.der(ldevid))),
        any.kind(),
        any.address(),
        any.port(),
        any.session());
  }

  static BoundedRequest post(DeviceId device, int format, OptionalInt accept, Bytes payload) {
    return post(peer(device), format, accept, payload);
  }

  static BoundedRequest post(Peer peer, int format, OptionalInt accept, Bytes payload) {
    return new BoundedRequest(
        new CorrelationId("r-" + REQUESTS.incrementAndGet()),
        peer,
        Method.POST,
        "p",
        List.of(),
        OptionalInt.of(format),
        accept,
        payload,
        Instant.now().plusSeconds(10));
  }

  static <T> List<T> concat(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
