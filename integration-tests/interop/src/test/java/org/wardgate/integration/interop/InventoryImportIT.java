package org.wardgate.integration.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.wardgate.api.Bytes;

/** A hospital registers a thousand devices in one CSV file; one of them is already at the door. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryImportIT {
  private static final int DEVICES_COUNT = 1_000;
  private static final String CSV = "devices.csv";

  private final Scene scene = new Scene("import");

  @BeforeAll
  void start() throws Exception {
    Need.programs("openssl", Tls.OPENSSL.program());
    scene.start();
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @Test
  void aThousandDevicesAreRegisteredInOneSignedFile() throws Exception {
    Pledge pump = scene.pledge("pump-01");
    ObjectNode inventory = scene.hospital().plain();
    JsonNode entry = taken(inventory, pump.id());
    scene.hospital().issue(inventory, scene.gateway().inventory());
    CoapClient client = scene.client(Tls.OPENSSL, pump);
    Wait.until(scene.gateway()::words, () -> client.get(".well-known/core", 40).code().isEmpty());

    byte[] csv = csv(entry).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(scene.gateway().inventory());
    Files.write(scene.gateway().inventory().resolve(CSV), csv);
    inventory
        .putArray("deviceFiles")
        .addObject()
        .put("file", CSV)
        .put("sha256", Bytes.of(csv).sha256().hex());
    scene.hospital().issue(inventory, scene.gateway().inventory());
    Wait.until(
        scene.gateway()::words, () -> client.get(".well-known/core", 40).code().equals("2.05"));
    scene.verify(pump.enrol(client, "ldevid"));
    assertThat(scene.gateway().state(pump.id())).isEqualTo("ADMITTED");
  }

  /** Takes a device out of an inventory. */
  private static JsonNode taken(ObjectNode inventory, String id) {
    for (Iterator<JsonNode> devices = inventory.path("devices").elements(); devices.hasNext(); ) {
      JsonNode device = devices.next();
      if (device.path("id").asText().equals(id)) {
        devices.remove();
        return device;
      }
    }
    throw new AssertionError(id + " is not in the inventory");
  }

  private static String csv(JsonNode known) {
    StringBuilder rows = new StringBuilder("id,name,class,manufacturer,serial,lifeSupport\r\n");
    for (int i = 0; i < DEVICES_COUNT; i++) {
      rows.append(
          i == DEVICES_COUNT / 2
              ? row(known.path("id").asText(), known.path("serial").asText())
              : row(String.format(Locale.ROOT, "store-%04d", i), "STORE-" + i));
    }
    return rows.toString();
  }

  private static String row(String id, String serial) {
    return id + ",\"Pump, " + id + "\",infusion-pump,norvik," + serial + ",false\r\n";
  }
}
