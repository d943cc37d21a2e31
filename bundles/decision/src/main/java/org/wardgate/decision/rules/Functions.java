package org.wardgate.decision.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.trust.TrustVerdict.Outcome;

/** Functions of a class that need a level of trust of their own. Pure. */
public final class Functions {
  private Functions() {}

  /**
   * Whether a verdict suffices for an action; what it does not speak of it does not suffice for.
   */
  public static boolean trustedFor(TrustVerdict verdict, TrustAction action) {
    TrustVerdict.ForAction answer = verdict.actions().get(action);
    if (answer != null) {
      return answer.outcome() == Outcome.TRUSTED;
    }
    return switch (action) {
      case OBSERVE -> true;
      case ADMIT -> verdict.outcome() == Outcome.TRUSTED;
      case UPDATE, ACTUATE -> false;
    };
  }

  /** Those that a device is not trusted enough for; all of them if it was never weighed. */
  static List<DeviceFunction> withheld(DeviceClass deviceClass, Optional<TrustVerdict> verdict) {
    return deviceClass.assurance().functions().stream()
        .filter(f -> !verdict.map(v -> trustedFor(v, f.action())).orElse(false))
        .sorted(Comparator.comparing(DeviceFunction::name))
        .toList();
  }

  /** By name: whether a device is trusted enough for a function. */
  public static Map<String, Boolean> states(
      DeviceClass deviceClass, Optional<TrustVerdict> verdict) {
    Map<String, Boolean> states = new TreeMap<>();
    deviceClass.assurance().functions().forEach(f -> states.put(f.name(), true));
    withheld(deviceClass, verdict).forEach(f -> states.put(f.name(), false));
    return states;
  }

  /**
   * A policy without the flows of some functions.
   *
   * @param kept flows that stay all the same; absent if none do
   */
  static PolicySet without(
      PolicySet policy, List<DeviceFunction> withheld, Optional<PolicySet> kept) {
    if (withheld.isEmpty()) {
      return policy;
    }
    List<FlowRule> from = without(policy.fromDevice(), withheld, kept);
    List<FlowRule> to = without(policy.toDevice(), withheld, kept);
    boolean same = from.equals(policy.fromDevice()) && to.equals(policy.toDevice());
    return same ? policy : Policies.like(policy, from, to);
  }

  /** What denies is no flow: it stays. */
  private static List<FlowRule> without(
      List<FlowRule> rules, List<DeviceFunction> withheld, Optional<PolicySet> kept) {
    return rules.stream()
        .filter(
            rule ->
                rule.action() != FlowRule.Action.ACCEPT
                    || kept.map(p -> Policies.has(p, rule)).orElse(false)
                    || withheld.stream().noneMatch(f -> guards(f, rule)))
        .toList();
  }

  private static boolean guards(DeviceFunction function, FlowRule rule) {
    return function.flows().stream().anyMatch(glob -> matches(glob, rule.name()));
  }

  /** Whether a text matches a pattern in which {@code *} stands for any characters. */
  static boolean matches(String glob, String text) {
    int g = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        mark = t;
      } else if (g < glob.length() && glob.charAt(g) == text.charAt(t)) {
        g++;
        t++;
      } else if (star >= 0) {
        g = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }
}
