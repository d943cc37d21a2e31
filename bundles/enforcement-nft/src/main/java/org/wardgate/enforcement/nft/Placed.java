package org.wardgate.enforcement.nft;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;

/**
 * A device in the table.
 *
 * @param placement as it was asked for
 * @param bindings its addresses, without repetition
 * @param profile its policy
 * @param serial names the objects that are the device's alone
 */
record Placed(Placement placement, List<NetworkBinding> bindings, Profile profile, int serial) {
  Placed {
    bindings = List.copyOf(bindings);
  }

  DeviceId device() {
    return placement.device();
  }

  PolicySet policy() {
    return placement.policy();
  }

  Optional<PolicySet> floor() {
    return placement.floor();
  }

  boolean limited() {
    return profile.plan().sentLimit().isPresent() || profile.plan().receivedLimit().isPresent();
  }
}
