package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;

class DeviceFilesLoadingTest {
  private static final Hospital HOSPITAL = new Hospital("General");
  private static final String ROW = "pump-9,Pump 9,infusion-pump,acme,SN-9,,false,\n";

  private Path data = Path.of("");
  private Path in = Path.of("");

  @BeforeEach
  void directories(@TempDir Path directory) throws IOException {
    data = Files.createDirectory(directory.resolve("data"));
    in = Files.createDirectory(directory.resolve("in"));
  }

  private InventoryLoader loader() {
    InventorySource source =
        new InventorySource(
            in.resolve("inventory.json"),
            in.resolve("inventory.json.p7s"),
            in.resolve("anchors.pem"));
    return new InventoryLoader(
        source, new InventoryArchive(data), Clock.fixed(Hospital.NOW, ZoneOffset.UTC));
  }

  private void publish(long version, String csv) {
    Example example = new Example(version);
    example
        .root
        .withArray("deviceFiles")
        .addObject()
        .put("file", "devices.csv")
        .put("sha256", Hospital.bytes(csv).sha256().hex());
    HOSPITAL.publish(in, example.toString());
  }

  private void put(String csv) {
    Hospital.write(in.resolve("devices.csv"), csv.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theArchiveKeepsTheFilesOfDevicesToo() throws IOException, RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    put(DeviceFilesTest.HEADER + ROW);
    assertThat(loader().poll().orElseThrow().devices()).hasSize(2);
    for (String file : new String[] {"inventory.json", "inventory.json.p7s", "devices.csv"}) {
      Files.delete(in.resolve(file));
    }
    assertThat(loader().poll().orElseThrow().devices()).hasSize(2);
  }

  @Test
  void aNewerInventoryForgetsTheFilesOfTheOneBefore() throws RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    put(DeviceFilesTest.HEADER + ROW);
    InventoryLoader loader = loader();
    loader.poll();
    assertThat(data.resolve("inventory-3-devices.csv")).exists();
    HOSPITAL.publish(in, new Example(4).toString());
    assertThat(loader.poll().orElseThrow().devices()).hasSize(1);
    loader.adopt(loader.current());
    assertThat(data.resolve("inventory-3-devices.csv")).doesNotExist();
  }

  @Test
  void aChangedFileKeepsTheInventoryInForce() throws RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    put(DeviceFilesTest.HEADER + ROW);
    InventoryLoader loader = loader();
    loader.poll();
    put(DeviceFilesTest.HEADER + ROW + ROW.replace('9', '8'));
    loader.poll();
    assertThat(loader.current().devices()).hasSize(2);
  }

  @Test
  void aFileThatComesLaterThanItsInventoryBringsItInForce() throws RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    InventoryLoader loader = loader();
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0005");
    put(DeviceFilesTest.HEADER);
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0001");
    assertThat(loader.poll()).isEmpty();
    put(DeviceFilesTest.HEADER + ROW);
    assertThat(loader.poll().orElseThrow().devices()).hasSize(2);
  }

  @Test
  void aDamagedKeptFileIsReplacedByTheGoodSource() throws RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    put(DeviceFilesTest.HEADER + ROW);
    loader().poll();
    Hospital.write(data.resolve("inventory-3-devices.csv"), new byte[] {'x'});
    assertThat(loader().poll().orElseThrow().devices()).hasSize(2);
    assertThat(data.resolve("inventory-3-devices.csv"))
        .hasSize((DeviceFilesTest.HEADER + ROW).length());
  }

  @Test
  void anOlderInventoryWithOtherFilesIsRefused() throws RefusedException {
    publish(3, DeviceFilesTest.HEADER + ROW);
    put(DeviceFilesTest.HEADER + ROW);
    InventoryLoader loader = loader();
    loader.poll();
    String fewer = DeviceFilesTest.HEADER;
    publish(3, fewer);
    put(fewer);
    assertThatThrownBy(loader::poll).hasMessageContaining("WG-INV-0004");
    assertThat(loader.current().devices()).hasSize(2);
  }
}
