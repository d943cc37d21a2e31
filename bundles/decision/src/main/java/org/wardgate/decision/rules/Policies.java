package org.wardgate.decision.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;

/** Policies made of others: therapy floors, and profiles that contain one. Pure. */
final class Policies {
  private static final String FLOOR_ORIGIN = "therapy-floor";

  private Policies() {}

  /** The floor of an inventory entry; absent if it lists no flows. */
  static Optional<PolicySet> floor(InventoryEntry entry) {
    List<FlowRule> flows = entry.therapyFloor();
    if (flows.isEmpty()) {
      return Optional.empty();
    }
    List<FlowRule> from =
        flows.stream().filter(f -> f.initiation() != FlowRule.Initiation.TO_DEVICE).toList();
    List<FlowRule> to =
        flows.stream().filter(f -> f.initiation() != FlowRule.Initiation.FROM_DEVICE).toList();
    return Optional.of(new PolicySet(id(FLOOR_ORIGIN, from, to), FLOOR_ORIGIN, "", from, to));
  }

  /** A profile with the floor's flows first, so that no rule of the file can take them away. */
  static PolicySet withFloor(PolicySet profile, PolicySet floor) {
    List<FlowRule> from = concat(floor.fromDevice(), profile.fromDevice());
    List<FlowRule> to = concat(floor.toDevice(), profile.toDevice());
    return new PolicySet(
        id(profile.origin(), from, to), profile.origin(), profile.fileSha256(), from, to);
  }

  /** Whether a policy lets everything through that a floor lets through: its rules come first. */
  static boolean contains(PolicySet policy, PolicySet floor) {
    return startsWith(policy.fromDevice(), floor.fromDevice())
        && startsWith(policy.toDevice(), floor.toDevice());
  }

  private static boolean startsWith(List<FlowRule> rules, List<FlowRule> first) {
    return rules.size() >= first.size() && rules.subList(0, first.size()).equals(first);
  }

  private static List<FlowRule> concat(List<FlowRule> first, List<FlowRule> second) {
    List<FlowRule> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static ProfileId id(String origin, List<FlowRule> from, List<FlowRule> to) {
    StringBuilder canonical = new StringBuilder(origin).append("\nfrom-device\n");
    from.forEach(rule -> canonical.append(rule).append('\n'));
    canonical.append("to-device\n");
    to.forEach(rule -> canonical.append(rule).append('\n'));
    byte[] text = canonical.toString().getBytes(StandardCharsets.UTF_8);
    return new ProfileId(Bytes.of(text).sha256().hex().substring(0, 16));
  }
}
