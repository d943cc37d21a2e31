package org.wardgate.api.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.DeviceId;

/**
 * One verified inventory. Immutable.
 *
 * @param version rises with every signed issue; 0 means "none loaded yet"
 * @param manufacturers by id
 * @param classes by name
 * @param devices by id
 * @param bySerial device by manufacturer id and serial number
 * @param mudServices what the hospital adds to MUD files
 * @param authorities who may issue advisories besides manufacturers, by id
 * @param peerGateways other gateways whose handovers count, by id
 * @param playbooks what shall follow when several devices have trouble together
 */
public record InventorySnapshot(
    long version,
    Map<String, Manufacturer> manufacturers,
    Map<String, DeviceClass> classes,
    Map<DeviceId, InventoryEntry> devices,
    Map<SerialKey, DeviceId> bySerial,
    MudServices mudServices,
    Map<String, AdvisoryAuthority> authorities,
    Map<String, PeerGateway> peerGateways,
    List<Playbook> playbooks) {

  /** Copies the maps. */
  public InventorySnapshot {
    manufacturers = Map.copyOf(manufacturers);
    classes = Map.copyOf(classes);
    devices = Map.copyOf(devices);
    bySerial = Map.copyOf(bySerial);
    authorities = Map.copyOf(authorities);
    peerGateways = Map.copyOf(peerGateways);
    playbooks = List.copyOf(playbooks);
  }

  /** Without playbooks. */
  public InventorySnapshot(
      long version,
      Map<String, Manufacturer> manufacturers,
      Map<String, DeviceClass> classes,
      Map<DeviceId, InventoryEntry> devices,
      Map<SerialKey, DeviceId> bySerial,
      MudServices mudServices,
      Map<String, AdvisoryAuthority> authorities,
      Map<String, PeerGateway> peerGateways) {
    this(
        version,
        manufacturers,
        classes,
        devices,
        bySerial,
        mudServices,
        authorities,
        peerGateways,
        List.of());
  }

  /** Without other gateways. */
  public InventorySnapshot(
      long version,
      Map<String, Manufacturer> manufacturers,
      Map<String, DeviceClass> classes,
      Map<DeviceId, InventoryEntry> devices,
      Map<SerialKey, DeviceId> bySerial,
      MudServices mudServices,
      Map<String, AdvisoryAuthority> authorities) {
    this(version, manufacturers, classes, devices, bySerial, mudServices, authorities, Map.of());
  }

  /** Without services and authorities. */
  public InventorySnapshot(
      long version,
      Map<String, Manufacturer> manufacturers,
      Map<String, DeviceClass> classes,
      Map<DeviceId, InventoryEntry> devices,
      Map<SerialKey, DeviceId> bySerial) {
    this(version, manufacturers, classes, devices, bySerial, MudServices.NONE, Map.of());
  }

  /** Knows nobody. */
  public static InventorySnapshot empty() {
    return new InventorySnapshot(0, Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** The entry of a device. */
  public Optional<InventoryEntry> entry(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }

  /** The device a manufacturer's serial number stands for. */
  public Optional<InventoryEntry> entry(String manufacturerId, String serial) {
    return Optional.ofNullable(bySerial.get(new SerialKey(manufacturerId, serial)))
        .flatMap(this::entry);
  }

  /** The class of a device. */
  public Optional<DeviceClass> classOf(DeviceId device) {
    return entry(device).map(InventoryEntry::deviceClass).map(classes::get);
  }

  /**
   * What a serial number is unique within.
   *
   * @param manufacturerId the manufacturer
   * @param serial the IDevID's serialNumber attribute
   */
  public record SerialKey(String manufacturerId, String serial) {}
}
