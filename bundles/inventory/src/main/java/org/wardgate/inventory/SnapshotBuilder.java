package org.wardgate.inventory;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.inventory.PeerGateway;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.ReferenceSigner;

/** Collects entries, refuses duplicates, and at the end what refers to nothing. Single use. */
final class SnapshotBuilder {
  private final Map<String, Manufacturer> manufacturers = new HashMap<>();
  private final Map<String, DeviceClass> classes = new HashMap<>();
  private final Map<DeviceId, InventoryEntry> devices = new HashMap<>();
  private final Map<SerialKey, DeviceId> bySerial = new HashMap<>();
  private final Map<String, AdvisoryAuthority> authorities = new HashMap<>();
  private final Map<String, PeerGateway> peerGateways = new HashMap<>();
  private final Map<String, Playbook> playbooks = new LinkedHashMap<>();
  private MudServices mudServices = MudServices.NONE;

  void add(Manufacturer manufacturer) throws RefusedException {
    checkCount("manufacturers", manufacturers.size(), InventoryLimits.MANUFACTURERS_MAX_COUNT);
    if (manufacturers.put(manufacturer.id(), manufacturer) != null) {
      throw malformed("manufacturer " + manufacturer.id() + " appears twice");
    }
  }

  void add(DeviceClass deviceClass) throws RefusedException {
    checkCount("classes", classes.size(), InventoryLimits.CLASSES_MAX_COUNT);
    if (classes.put(deviceClass.name(), deviceClass) != null) {
      throw malformed("class " + deviceClass.name() + " appears twice");
    }
  }

  void add(InventoryEntry device) throws RefusedException {
    checkCount("devices", devices.size(), InventoryLimits.DEVICES_MAX_COUNT);
    if (devices.put(device.device(), device) != null) {
      throw malformed("device " + device.device() + " appears twice");
    }
    SerialKey key = new SerialKey(device.manufacturerId(), device.serial());
    DeviceId other = bySerial.put(key, device.device());
    if (other != null) {
      throw malformed("devices " + other + " and " + device.device() + " have the same serial");
    }
  }

  void add(AdvisoryAuthority authority) throws RefusedException {
    checkCount("authorities", authorities.size(), InventoryLimits.ADVISORY_AUTHORITIES_MAX_COUNT);
    if (authorities.put(authority.id(), authority) != null) {
      throw malformed("authority " + authority.id() + " appears twice");
    }
  }

  void add(PeerGateway gateway) throws RefusedException {
    checkCount("peerGateways", peerGateways.size(), InventoryLimits.PEER_GATEWAYS_MAX_COUNT);
    if (peerGateways.put(gateway.id(), gateway) != null) {
      throw malformed("peer gateway " + gateway.id() + " appears twice");
    }
  }

  void add(Playbook playbook) throws RefusedException {
    checkCount("playbooks", playbooks.size(), InventoryLimits.PLAYBOOKS_MAX_COUNT);
    if (playbooks.put(playbook.name(), playbook) != null) {
      throw malformed("playbook " + playbook.name() + " appears twice");
    }
  }

  void mudServices(MudServices services) {
    mudServices = services;
  }

  InventorySnapshot build(long version) throws RefusedException {
    for (InventoryEntry device : devices.values()) {
      if (!classes.containsKey(device.deviceClass())) {
        throw malformed("device " + device.device() + ": unknown class " + device.deviceClass());
      }
      if (!manufacturers.containsKey(device.manufacturerId())) {
        throw malformed(
            "device " + device.device() + ": unknown manufacturer " + device.manufacturerId());
      }
    }
    for (AdvisoryAuthority authority : authorities.values()) {
      check(authority);
    }
    checkReferenceSigners();
    return new InventorySnapshot(
        version,
        manufacturers,
        classes,
        devices,
        bySerial,
        mudServices,
        authorities,
        peerGateways,
        List.copyOf(playbooks.values()));
  }

  /** A vendor and model stand for one manufacturer: references name nothing else. */
  private void checkReferenceSigners() throws RefusedException {
    Map<String, Map<String, List<String>>> byVendor = new HashMap<>();
    for (Manufacturer manufacturer : manufacturers.values()) {
      for (ReferenceSigner signer : manufacturer.referenceSigners()) {
        Map<String, List<String>> claims =
            byVendor.computeIfAbsent(signer.vendor(), vendor -> new HashMap<>());
        for (Map.Entry<String, List<String>> other : claims.entrySet()) {
          if (!other.getKey().equals(manufacturer.id())
              && overlap(other.getValue(), signer.models())) {
            throw malformed(
                "manufacturers "
                    + other.getKey()
                    + " and "
                    + manufacturer.id()
                    + " have reference signers for the same models of "
                    + signer.vendor());
          }
        }
        claims.merge(manufacturer.id(), signer.models(), SnapshotBuilder::both);
      }
    }
  }

  /** An empty list stands for every model. */
  private static boolean overlap(List<String> some, List<String> others) {
    return some.isEmpty() || others.isEmpty() || !Collections.disjoint(some, others);
  }

  private static List<String> both(List<String> some, List<String> others) {
    return some.isEmpty() || others.isEmpty()
        ? List.of()
        : Stream.concat(some.stream(), others.stream()).toList();
  }

  private void check(AdvisoryAuthority authority) throws RefusedException {
    // An advisory names its issuer by id: it must be clear which of the two it is.
    if (manufacturers.containsKey(authority.id())) {
      throw malformed("authority " + authority.id() + " has the id of a manufacturer");
    }
    for (String id : authority.manufacturerIds()) {
      if (!manufacturers.containsKey(id)) {
        throw malformed("authority " + authority.id() + ": unknown manufacturer " + id);
      }
    }
  }

  private static void checkCount(String what, int count, int max) throws RefusedException {
    if (count >= max) {
      throw refused(InventoryErrors.TOO_LARGE, "more than " + max + " " + what);
    }
  }

  private static RefusedException malformed(String detail) {
    return refused(InventoryErrors.MALFORMED, detail);
  }

  private static RefusedException refused(ErrorCode code, String detail) {
    return new RefusedException(code, detail);
  }
}
