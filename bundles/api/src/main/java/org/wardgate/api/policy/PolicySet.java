package org.wardgate.api.policy;

import java.util.List;

/**
 * Everything a device may do, as ordered rules; what no rule accepts is denied. Shared by all
 * devices of the same MUD file. The result of compiling a MUD file, or a therapy floor.
 *
 * @param id derived from the content
 * @param origin the MUD URL, or {@code therapy-floor}
 * @param fileSha256 hexadecimal digest of the MUD file, empty for a floor
 * @param fromDevice rules for packets the device sends; first match decides
 * @param toDevice rules for packets sent to the device; first match decides
 */
public record PolicySet(
    ProfileId id,
    String origin,
    String fileSha256,
    List<FlowRule> fromDevice,
    List<FlowRule> toDevice) {
  /** Most rules in one policy, both directions together. */
  public static final int RULES_MAX_COUNT = 4_096;

  /** Copies the lists. */
  public PolicySet {
    fromDevice = List.copyOf(fromDevice);
    toDevice = List.copyOf(toDevice);
  }

  /** The DNS names its rules mention, in order, without repetition. */
  public List<String> names() {
    return java.util.stream.Stream.concat(fromDevice.stream(), toDevice.stream())
        .map(FlowRule::remote)
        .filter(Remote.Name.class::isInstance)
        .map(remote -> ((Remote.Name) remote).name())
        .distinct()
        .toList();
  }
}
