package org.wardgate.api.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a device may do, as ordered rules; what no rule accepts is denied. Shared by all
 * devices of the same MUD file. The result of compiling a MUD file, or a therapy floor.
 *
 * @param id derived from the content
 * @param origin the MUD URL, or {@code therapy-floor}
 * @param fileSha256 hexadecimal digest of the MUD file, empty for a floor
 * @param fromDevice rules for packets the device sends; first match decides
 * @param toDevice rules for packets sent to the device; first match decides
 * @param bandwidth how much it may send and be sent; absent means no limit
 */
public record PolicySet(
    ProfileId id,
    String origin,
    String fileSha256,
    List<FlowRule> fromDevice,
    List<FlowRule> toDevice,
    Optional<Bandwidth> bandwidth) {
  /** Most rules in one policy, both directions together. */
  public static final int RULES_MAX_COUNT = 4_096;

  /** Copies the lists. */
  public PolicySet {
    fromDevice = List.copyOf(fromDevice);
    toDevice = List.copyOf(toDevice);
  }

  /** Without a limit of bandwidth. */
  public PolicySet(
      ProfileId id,
      String origin,
      String fileSha256,
      List<FlowRule> fromDevice,
      List<FlowRule> toDevice) {
    this(id, origin, fileSha256, fromDevice, toDevice, Optional.empty());
  }

  /** The DNS names its rules mention, in order, without repetition. */
  public List<String> names() {
    return Stream.concat(fromDevice.stream(), toDevice.stream())
        .flatMap(rule -> rule.remote().parts())
        .filter(Remote.Name.class::isInstance)
        .map(remote -> ((Remote.Name) remote).name())
        .distinct()
        .toList();
  }
}
