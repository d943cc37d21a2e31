package org.wardgate.emulators.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.provision.Resident;

/** Puts what the gateway says beside what the demo knows. Used by one thread. */
final class WardWatch {
  private static final String SEEN_TWICE = "WG-ONB-0015";

  private final AdminApi api;
  private final List<Resident> residents;
  private List<DeviceRow> rows = List.of();
  private GatewayStatus status = GatewayStatus.UNKNOWN;

  WardWatch(AdminApi api, List<Resident> residents) {
    this.api = api;
    this.residents = List.copyOf(residents);
  }

  /**
   * Asks the gateway.
   *
   * @return whether it answered; the last known state stays if not
   */
  boolean poll() throws InterruptedException {
    try {
      rows = api.devices();
      status = api.status();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  GatewayStatus status() {
    return status;
  }

  /** What the gateway says of a resident; of a copy it speaks in the original's row. */
  private static DeviceRow row(Resident resident, @Nullable DeviceRow row) {
    if (resident.behaviour() == Behaviour.CLONED_IDENTITY) {
      return row == null || !row.code().equals(Optional.of(SEEN_TWICE))
          ? DeviceRow.unseen(resident.id(), resident.deviceClass())
          : row.refusedCopy(resident.id());
    }
    return row == null ? DeviceRow.unseen(resident.gatewayId(), resident.deviceClass()) : row;
  }

  /** All devices of the roster in its order, then everybody else who came. */
  List<Watched> devices() {
    Map<String, DeviceRow> byId =
        rows.stream().collect(Collectors.toMap(DeviceRow::id, Function.identity(), (a, b) -> a));
    List<Watched> devices = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Resident resident : residents) {
      known.add(resident.gatewayId());
      DeviceRow row = byId.get(resident.gatewayId());
      devices.add(new Watched(resident.id(), resident.behaviour(), true, row(resident, row)));
    }
    rows.stream()
        .filter(row -> !known.contains(row.id()))
        .forEach(row -> devices.add(new Watched(row.id(), Behaviour.GOOD, false, row)));
    return devices;
  }
}
