package org.wardgate.api.enforcement;

import java.util.Map;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.ProfileId;

/**
 * What was counted since the rules were last put in force.
 *
 * @param devices traffic of each placed device
 * @param rules for each policy in force, how often each of its rules decided about a new flow, by
 *     {@link org.wardgate.api.policy.FlowRule#name}; a rule that never did is there with 0
 */
public record PolicyUsage(Map<DeviceId, Traffic> devices, Map<ProfileId, Map<String, Long>> rules) {
  /** Nothing was counted. */
  public static final PolicyUsage NONE = new PolicyUsage(Map.of(), Map.of());

  /** Copies the maps. */
  public PolicyUsage {
    devices = Map.copyOf(devices);
    rules = Map.copyOf(rules);
  }

  /**
   * A device's traffic, denied packets included.
   *
   * @param sentPackets by the device
   * @param sentBytes by the device
   * @param receivedPackets by the device
   * @param receivedBytes by the device
   */
  public record Traffic(
      long sentPackets, long sentBytes, long receivedPackets, long receivedBytes) {
    /** Nothing. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
  }
}
