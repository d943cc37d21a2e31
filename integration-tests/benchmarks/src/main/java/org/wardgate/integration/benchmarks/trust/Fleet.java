package org.wardgate.integration.benchmarks.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;

/**
 * Devices of one model with a key each, and the inventory that names them.
 *
 * @param devices by number
 */
record Fleet(List<FleetDevice> devices) {
  static final String CLASS = "infusion-pump";

  /** Makes keys. */
  static Fleet of(int count) {
    return new Fleet(IntStream.range(0, count).parallel().mapToObj(FleetDevice::fresh).toList());
  }

  /**
   * The hospital's inventory.
   *
   * @param periodSeconds between challenges
   */
  InventorySnapshot inventory(int periodSeconds) {
    return new InventorySnapshot(
        1,
        Map.of(),
        Map.of(CLASS, new DeviceClass(CLASS, 0.75, 0.5, periodSeconds, 3)),
        devices.stream().collect(Collectors.toMap(FleetDevice::id, Fleet::entry)),
        devices.stream()
            .collect(
                Collectors.toMap(
                    device -> new SerialKey(FleetDevice.MANUFACTURER, device.serial()),
                    FleetDevice::id)));
  }

  private static InventoryEntry entry(FleetDevice device) {
    return new InventoryEntry(
        device.id(),
        device.id().value(),
        CLASS,
        FleetDevice.MANUFACTURER,
        device.serial(),
        false,
        List.of(),
        Optional.empty());
  }

  FleetDevice device(DeviceId id) {
    return devices.get(Integer.parseInt(id.value().substring("device-".length())));
  }
}
