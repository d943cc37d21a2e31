package org.wardgate.emulators.provision;

import java.util.List;
import org.wardgate.emulators.device.Behaviour;

/**
 * A device of the demo as the supervisor knows it.
 *
 * @param id its name in the demo
 * @param gatewayId what the gateway calls it: the same, or a stranger's id for a forger
 * @param deviceClass what it is, or claims to be
 * @param behaviour what it is up to
 * @param address its IPv4 address
 */
public record Resident(
    String id, String gatewayId, String deviceClass, Behaviour behaviour, String address) {
  /**
   * All of them, as a JSON file.
   *
   * @param residents in the order they are switched on
   */
  public record All(List<Resident> residents) {
    /** Copies the list. */
    public All {
      residents = List.copyOf(residents);
    }
  }
}
