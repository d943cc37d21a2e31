package org.wardgate.decision.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Policies made of others. Pure. */
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
    ProfileId id = id(FLOOR_ORIGIN, from, to, Optional.empty());
    return Optional.of(new PolicySet(id, FLOOR_ORIGIN, "", from, to));
  }

  /**
   * A profile with the floor's flows first, so that no rule of the file can take them away; nor can
   * its limits of bandwidth, which would count for the floor's packets as well.
   */
  static PolicySet withFloor(PolicySet profile, PolicySet floor) {
    List<FlowRule> from = concat(floor.fromDevice(), profile.fromDevice());
    List<FlowRule> to = concat(floor.toDevice(), profile.toDevice());
    return new PolicySet(
        id(profile.origin(), from, to, Optional.empty()),
        profile.origin(),
        profile.fileSha256(),
        from,
        to);
  }

  /** Whether nothing but some flows leaves the ward's local networks. */
  static boolean staysLocal(PolicySet policy, Optional<PolicySet> apart) {
    return Stream.concat(policy.fromDevice().stream(), policy.toDevice().stream())
        .filter(rule -> rule.action() == FlowRule.Action.ACCEPT)
        .filter(rule -> apart.map(a -> !has(a, rule)).orElse(true))
        .allMatch(rule -> local(rule.remote()));
  }

  /** Whether a policy has a rule. */
  static boolean has(PolicySet policy, FlowRule rule) {
    return policy.fromDevice().contains(rule) || policy.toDevice().contains(rule);
  }

  /** Whether a policy has all flows of a floor. */
  static boolean contains(PolicySet policy, PolicySet floor) {
    return policy.fromDevice().containsAll(floor.fromDevice())
        && policy.toDevice().containsAll(floor.toDevice());
  }

  private static boolean local(Remote remote) {
    Remote local = new Remote.LocalNetworks();
    return remote.equals(local)
        || (remote instanceof Remote.Both both
            && (both.first().equals(local) || both.second().equals(local)));
  }

  /** What of a policy stays within the ward's local networks. */
  static PolicySet localOnly(PolicySet policy) {
    return like(policy, localOnly(policy.fromDevice()), localOnly(policy.toDevice()));
  }

  private static List<FlowRule> localOnly(List<FlowRule> rules) {
    return rules.stream()
        .map(
            rule ->
                rule.action() == FlowRule.Action.ACCEPT
                    ? towards(rule, localPart(rule.remote()))
                    : rule)
        .toList();
  }

  private static Remote localPart(Remote remote) {
    Remote local = new Remote.LocalNetworks();
    if (remote instanceof Remote.Any || remote.equals(local)) {
      return local;
    }
    return new Remote.Both(remote, local);
  }

  /** A rule about another far end. */
  static FlowRule towards(FlowRule rule, Remote remote) {
    return new FlowRule(
        rule.name(),
        rule.action(),
        rule.family(),
        rule.protocol(),
        rule.devicePorts(),
        rule.remotePorts(),
        remote,
        rule.initiation(),
        rule.protocolNumber(),
        rule.icmp());
  }

  /** A policy of the same origin with other rules. */
  static PolicySet like(PolicySet policy, List<FlowRule> from, List<FlowRule> to) {
    return new PolicySet(
        id(policy.origin(), from, to, policy.bandwidth()),
        policy.origin(),
        policy.fileSha256(),
        from,
        to,
        policy.bandwidth());
  }

  private static List<FlowRule> concat(List<FlowRule> first, List<FlowRule> second) {
    List<FlowRule> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static ProfileId id(
      String origin, List<FlowRule> from, List<FlowRule> to, Optional<Bandwidth> bandwidth) {
    StringBuilder canonical = new StringBuilder(origin).append("\nfrom-device\n");
    from.forEach(rule -> canonical.append(rule).append('\n'));
    canonical.append("to-device\n");
    to.forEach(rule -> canonical.append(rule).append('\n'));
    bandwidth.ifPresent(limit -> canonical.append(limit).append('\n'));
    byte[] text = canonical.toString().getBytes(StandardCharsets.UTF_8);
    return new ProfileId(Bytes.of(text).sha256().hex().substring(0, 16));
  }
}
