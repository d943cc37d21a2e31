package org.wardgate.integration.packets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;

/** Puts hosts in the place of controller classes, as the gateway does from the inventory. */
final class Controllers {
  private Controllers() {}

  static PolicySet mapped(PolicySet policy, Map<String, List<String>> prefixesByClass) {
    List<FlowRule> from = mapped(policy.fromDevice(), prefixesByClass);
    List<FlowRule> to = mapped(policy.toDevice(), prefixesByClass);
    if (from.equals(policy.fromDevice()) && to.equals(policy.toDevice())) {
      return policy;
    }
    String id = String.format("%016x", (long) from.hashCode() << 32 ^ to.hashCode());
    return new PolicySet(
        new ProfileId(id), policy.origin(), policy.fileSha256(), from, to, policy.bandwidth());
  }

  private static List<FlowRule> mapped(List<FlowRule> rules, Map<String, List<String>> prefixes) {
    return rules.stream()
        .flatMap(
            rule -> far(rule.remote(), prefixes, rule.family()).map(remote -> with(rule, remote)))
        .toList();
  }

  private static Stream<Remote> far(
      Remote remote, Map<String, List<String>> prefixes, FlowRule.Family family) {
    if (remote instanceof Remote.Controller controller) {
      return Optional.ofNullable(prefixes.get(controller.uri()))
          .map(
              known ->
                  known.stream()
                      .filter(prefix -> prefix.contains(":") == (family == FlowRule.Family.IPV6))
                      .<Remote>map(Remote.Prefix::new))
          .orElse(Stream.of(remote));
    }
    if (remote instanceof Remote.Both both) {
      return far(both.first(), prefixes, family)
          .flatMap(
              first ->
                  far(both.second(), prefixes, family)
                      .map(second -> new Remote.Both(first, second)));
    }
    return Stream.of(remote);
  }

  private static FlowRule with(FlowRule rule, Remote remote) {
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
}
