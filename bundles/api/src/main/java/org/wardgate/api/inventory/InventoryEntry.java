package org.wardgate.api.inventory;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.FlowRule;

/**
 * What the hospital says about one device. Class, life-support flag and therapy floor come from
 * here alone.
 *
 * @param device its id in the ward
 * @param name for people
 * @param deviceClass name of its class
 * @param manufacturerId who made it
 * @param serial the serialNumber attribute of its IDevID's subject (IEEE 802.1AR)
 * @param lifeSupport whether a patient's life may hang on it
 * @param therapyFloor flows that must survive every cut; empty means it has no floor
 * @param mudUrl assigned by the operator, used if the IDevID has none
 */
public record InventoryEntry(
    DeviceId device,
    String name,
    String deviceClass,
    String manufacturerId,
    String serial,
    boolean lifeSupport,
    List<FlowRule> therapyFloor,
    Optional<String> mudUrl) {

  /** Copies the list. */
  public InventoryEntry {
    therapyFloor = List.copyOf(therapyFloor);
  }

  /** Whether the device may never be cut below its floor. */
  public boolean hasFloor() {
    return lifeSupport || !therapyFloor.isEmpty();
  }
}
