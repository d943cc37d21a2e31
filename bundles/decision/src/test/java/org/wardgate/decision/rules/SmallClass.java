package org.wardgate.decision.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.decision.TestWard;

/** An inventory in which the first devices have a class of their own. */
final class SmallClass {
  private SmallClass() {}

  static InventorySnapshot inventory(List<DeviceId> devices, int firstCount) {
    InventorySnapshot plain = TestWard.inventory(1, devices);
    Map<DeviceId, InventoryEntry> entries = new HashMap<>(plain.devices());
    for (DeviceId device : devices.subList(0, firstCount)) {
      InventoryEntry e = plain.entry(device).orElseThrow();
      entries.put(
          device,
          new InventoryEntry(
              device,
              e.name(),
              "small",
              e.manufacturerId(),
              e.serial(),
              e.lifeSupport(),
              e.therapyFloor(),
              e.mudUrl()));
    }
    Map<String, DeviceClass> classes = new HashMap<>(plain.classes());
    classes.put("small", new DeviceClass("small", 0.7, 0.5, 10, 3));
    return new InventorySnapshot(1, plain.manufacturers(), classes, entries, plain.bySerial());
  }
}
