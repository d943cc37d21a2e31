package org.wardgate.decision.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/**
 * Replaces controller classes by the hosts the hospital maps them to (RFC 8520 §4.6, §4.7). What is
 * not mapped stays, and matches nothing. Pure.
 */
final class Controllers {
  private static final String OWN = "my-controller";

  private final MudServices services;
  private final String mudUrl;

  /**
   * @param services the hospital's mapping
   * @param mudUrl of the devices, which their own controllers are mapped by
   */
  Controllers(MudServices services, String mudUrl) {
    this.services = services;
    this.mudUrl = mudUrl;
  }

  /** A policy with every mapped class replaced; unchanged if that would make too many rules. */
  PolicySet resolve(PolicySet policy) {
    if (allRemotes(policy).noneMatch(Remote.Controller.class::isInstance)) {
      return policy;
    }
    List<FlowRule> from = resolve(policy.fromDevice());
    List<FlowRule> to = resolve(policy.toDevice());
    return from.size() + to.size() > PolicySet.RULES_MAX_COUNT
        ? policy
        : Policies.like(policy, from, to);
  }

  /** The classes in a policy that nobody mapped, without repetition. */
  static List<String> unmapped(PolicySet policy) {
    return allRemotes(policy)
        .filter(Remote.Controller.class::isInstance)
        .map(remote -> ((Remote.Controller) remote).uri())
        .distinct()
        .toList();
  }

  private static Stream<Remote> allRemotes(PolicySet policy) {
    return Stream.concat(policy.fromDevice().stream(), policy.toDevice().stream())
        .flatMap(rule -> rule.remote().parts());
  }

  private List<FlowRule> resolve(List<FlowRule> rules) {
    List<FlowRule> resolved = new ArrayList<>();
    for (FlowRule rule : rules) {
      resolve(rule.remote(), rule.family())
          .forEach(remote -> resolved.add(Policies.towards(rule, remote)));
      if (resolved.size() > PolicySet.RULES_MAX_COUNT) {
        break; // the caller gives up
      }
    }
    return resolved;
  }

  private List<Remote> resolve(Remote remote, Family family) {
    if (remote instanceof Remote.Controller controller) {
      return prefixes(controller.uri())
          .map(all -> all.stream().filter(p -> fits(p, family)).map(Controllers::prefix).toList())
          .orElse(List.of(remote));
    }
    if (remote instanceof Remote.Both both) {
      List<Remote> pairs = new ArrayList<>();
      for (Remote first : resolve(both.first(), family)) {
        for (Remote second : resolve(both.second(), family)) {
          pairs.add(new Remote.Both(first, second));
        }
      }
      return pairs;
    }
    return List.of(remote);
  }

  private static Remote prefix(String cidr) {
    return new Remote.Prefix(cidr);
  }

  private Optional<List<String>> prefixes(String uri) {
    return Optional.ofNullable(
            uri.equals(OWN)
                ? services.myControllers().get(mudUrl)
                : services.controllers().get(uri))
        .filter(all -> !all.isEmpty());
  }

  private static boolean fits(String cidr, Family family) {
    return cidr.contains(":") == (family == Family.IPV6);
  }
}
