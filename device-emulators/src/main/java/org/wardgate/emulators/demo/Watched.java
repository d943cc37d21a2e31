package org.wardgate.emulators.demo;

import java.util.Set;
import org.wardgate.emulators.device.Behaviour;

/**
 * A device of the demo together with what the gateway says of it.
 *
 * @param label its name in the demo
 * @param behaviour what it is up to
 * @param expected whether it belongs to the demo; false for a stranger that came from elsewhere
 * @param row what the gateway says
 */
record Watched(String label, Behaviour behaviour, boolean expected, DeviceRow row) {
  private static final Set<String> KEPT_OUT = Set.of("REFUSED", "QUARANTINED");

  /** Whether the gateway did with it what it should. */
  boolean asItShouldBe() {
    if (!expected) {
      return true;
    }
    return behaviour.hostile() ? KEPT_OUT.contains(row.state()) : row.state().equals("ADMITTED");
  }
}
