package org.wardgate.integration.benchmarks.fleet;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.Manufacturer;

/** The hospital's inventory of the fleet. */
final class Ward implements Inventory {
  private static final String MAKER = "maker";
  private static final String CLASS = "pump";

  private final InventorySnapshot snapshot;

  Ward(X509Certificate root, int devices) {
    Map<DeviceId, InventoryEntry> entries = new HashMap<>();
    Map<SerialKey, DeviceId> serials = new HashMap<>();
    for (int i = 0; i < devices; i++) {
      DeviceId id = new DeviceId(Device.id(i));
      String serial = Device.serial(i);
      entries.put(
          id,
          new InventoryEntry(
              id, "Device " + i, CLASS, MAKER, serial, false, List.of(), Optional.empty()));
      serials.put(new SerialKey(MAKER, serial), id);
    }
    snapshot =
        new InventorySnapshot(
            1,
            Map.of(
                MAKER,
                new Manufacturer(MAKER, "Maker", List.of(root), List.of(), List.of(), List.of())),
            Map.of(CLASS, new DeviceClass(CLASS, 0.5, 0.5, 60, 3)),
            entries,
            serials);
  }

  @Override
  public InventorySnapshot current() {
    return snapshot;
  }
}
