package org.wardgate.api.inventory;

import java.util.List;

/**
 * Something a class of devices does, that the hospital wants guarded by a level of trust of its
 * own. While the device is not trusted enough for the action, the function's flows are left out of
 * its policy, and the rest stays.
 *
 * @param name for example {@code remote-dosing}
 * @param action how much trust it needs
 * @param flows names of entries of the MUD file, {@code acl/ace}, where {@code *} stands for any
 *     characters; at most {@value #FLOWS_MAX_COUNT}
 */
public record DeviceFunction(String name, TrustAction action, List<String> flows) {
  /** Most patterns of a function. */
  public static final int FLOWS_MAX_COUNT = 64;

  /** Copies the list. */
  public DeviceFunction {
    flows = List.copyOf(flows);
  }
}
