package org.wardgate.transport.coap;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.transport.coap.TestWard.Handler;

class CapsTest {
  private static TestWard ward(Map<String, Object> caps) {
    Map<String, Object> values = new HashMap<>(caps);
    values.put("bindAddress", "127.0.0.1");
    values.put("port", 0);
    values.put("hellosPerSecondMax", 10_000);
    TestWard ward = new TestWard(values);
    ward.transport.bindHandler(
        Handler.of(
            "who",
            r ->
                completedFuture(
                    org.wardgate.api.transport.Response.content(
                        0, TestWard.bytes(r.peer().session())))));
    return ward;
  }

  private static String nextClosed(TestWard ward) throws InterruptedException {
    return Objects.requireNonNull(
            ward.sessions.closed.poll(TestDevice.WAIT_SECONDS, TimeUnit.SECONDS))
        .session();
  }

  private static InventorySnapshot inventory(Map<String, String> manufacturers) {
    Map<DeviceId, InventoryEntry> devices = new HashMap<>();
    manufacturers.forEach(
        (device, manufacturer) -> {
          DeviceId id = new DeviceId(device);
          devices.put(
              id,
              new InventoryEntry(
                  id, device, "any", manufacturer, device, false, List.of(), Optional.empty()));
        });
    return new InventorySnapshot(1, Map.of(), Map.of(), devices, Map.of());
  }

  @Test
  void oneManufacturerCannotFillTheHouse() throws InterruptedException {
    try (TestWard ward = ward(Map.of("sessionsPerManufacturerMax", 2))) {
      ward.transport.bindInventory(
          () ->
              inventory(
                  Map.of("new-1", "acme", "new-2", "acme", "new-3", "acme", "pump-9", "other")));
      String other = ward.device("pump-9").get("who").getPayloadString();
      String oldest = ward.device("new-1").get("who").getPayloadString();
      ward.device("new-2").get("who");
      ward.device("new-3").get("who");

      assertThat(nextClosed(ward)).isEqualTo(oldest).isNotEqualTo(other);
      assertThat(ward.sessions.closed).isEmpty();
    }
  }

  @Test
  void anAdmittedDeviceOutranksWhoeverComesOverTheCap() throws InterruptedException {
    try (TestWard ward = ward(Map.of("sessionsPerManufacturerMax", 1))) {
      ward.transport.bindInventory(() -> inventory(Map.of("pump-1", "acme", "new-2", "acme")));
      TestDevice admitted = ward.device("pump-1");
      String kept = admitted.get("who").getPayloadString();
      TestDevice late = ward.device("new-2");
      var unused = late.send(late.request(org.eclipse.californium.core.coap.CoAP.Code.GET, "who"));

      assertThat(nextClosed(ward)).isNotEqualTo(kept);
      assertThat(admitted.get("who").getPayloadString()).isEqualTo(kept);
    }
  }

  @Test
  void oneAddressCannotFillTheHouse() throws InterruptedException {
    try (TestWard ward = ward(Map.of("sessionsPerAddressMax", 2))) {
      String oldest = ward.device("new-1").get("who").getPayloadString();
      ward.device("new-2").get("who");
      ward.device("new-3").get("who");

      assertThat(nextClosed(ward)).isEqualTo(oldest);
    }
  }

  /** With 20,000 handshakes over, connections nobody uses any more filled the store. */
  @Test
  void handshakesOfTheSameDevicesLeaveNoConnectionsBehind() {
    try (TestWard ward = ward(Map.of("sessionsMax", 30, "sessionsPerDeviceMax", 2))) {
      for (int round = 0; round < 60; round++) {
        // with connection ids, as RFC 9146 has them: nothing else would end the old session
        TestDevice device =
            ward.device(
                "pump-" + round % 3,
                exchange -> {},
                config -> config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0));
        assertThat(device.get("who").getPayloadString()).isNotEmpty();
        device.close();
      }
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      TestWard.await(() -> endpoint.connections() <= 6);
      assertThat(endpoint.halfOpen()).isZero();
      assertThat(ward.sessions.established).hasSize(60);
    }
  }
}
