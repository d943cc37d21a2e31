package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.policy.NetworkBinding;

/** Addresses that several devices claim, and what was said about them. Confined to one thread. */
final class AddressDisputes {
  /** Most disputes remembered as said; beyond it all may be said again. */
  static final int SAID_MAX_COUNT = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(AddressDisputes.class);

  private final Set<Dispute> said = new HashSet<>();

  private record Dispute(DeviceId loser, InetAddress address) {}

  /**
   * Who gets each address if these are all devices: who held it before, then whose first it is, the
   * address it joined with, then who is named first.
   */
  static Map<InetAddress, DeviceId> holders(
      List<Placement> placements, Map<InetAddress, DeviceId> before) {
    Map<InetAddress, DeviceId> holders = new HashMap<>();
    for (Placement placement : placements) {
      for (NetworkBinding binding : placement.bindings()) {
        if (placement.device().equals(before.get(binding.address()))) {
          holders.put(binding.address(), placement.device());
        }
      }
    }
    for (Placement placement : placements) {
      holders.putIfAbsent(placement.bindings().get(0).address(), placement.device());
    }
    for (Placement placement : placements) {
      for (NetworkBinding binding : placement.bindings()) {
        holders.putIfAbsent(binding.address(), placement.device());
      }
    }
    return holders;
  }

  /** A device goes without a further address that another one holds; said once. */
  void goesWithout(DeviceId loser, InetAddress address, DeviceId holder) {
    if (said.size() >= SAID_MAX_COUNT) {
      said.clear();
    }
    if (said.add(new Dispute(loser, address))) {
      LOG.warn(
          "{} {} goes without {}: it belongs to {}",
          EnforcementErrors.ADDRESS_TAKEN.code(),
          loser,
          address.getHostAddress(),
          holder);
    }
  }
}
