package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/**
 * Sorts a policy into runs and sets. What cannot be expressed narrows an accepting rule to nothing
 * and makes a denying rule refuse the whole policy: never wider than the file.
 */
final class Planner {
  /** Most sets of one profile. */
  static final int SETS_MAX_COUNT = 512;

  private final List<AddressRange> localNetworks;

  Planner(List<AddressRange> localNetworks) {
    this.localNetworks = List.copyOf(localNetworks);
  }

  ProfilePlan plan(PolicySet policy) throws RefusedException {
    if (policy.fromDevice().size() + policy.toDevice().size() > PolicySet.RULES_MAX_COUNT) {
      throw refused("more than " + PolicySet.RULES_MAX_COUNT + " rules");
    }
    List<ProfilePlan.NameSlot> slots = new ArrayList<>();
    List<Run> from = new Direction('f', Initiation.FROM_DEVICE, policy.fromDevice()).runs(slots);
    List<Run> to = new Direction('t', Initiation.TO_DEVICE, policy.toDevice()).runs(slots);
    int sets = from.stream().mapToInt(Run::setsCount).sum();
    sets += to.stream().mapToInt(Run::setsCount).sum();
    if (sets > SETS_MAX_COUNT) {
      throw refused("accepting and denying rules alternate too often: " + sets + " sets");
    }
    return new ProfilePlan(from, to, slots);
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(EnforcementErrors.UNENFORCEABLE, detail);
  }

  /** One of the two lists of a policy. */
  private final class Direction {
    private final char letter;
    private final Initiation nativeInitiation;
    private final List<FlowRule> rules;
    private final boolean ordered;

    Direction(char letter, Initiation nativeInitiation, List<FlowRule> all) {
      this.letter = letter;
      this.nativeInitiation = nativeInitiation;
      this.rules = relevant(all);
      this.ordered = rules.stream().anyMatch(rule -> rule.action() == Action.DENY);
    }

    List<Run> runs(List<ProfilePlan.NameSlot> slots) throws RefusedException {
      List<Run> runs = new ArrayList<>();
      int start = 0;
      while (start < rules.size()) {
        int end = start + 1;
        while (end < rules.size() && sameRun(rules.get(start), rules.get(end))) {
          end++;
        }
        runs.add(run(rules.subList(start, end), runs.size(), slots));
        start = end;
      }
      return runs;
    }

    private boolean sameRun(FlowRule a, FlowRule b) {
      return a.action() == b.action() && condition(a) == condition(b);
    }

    private Run run(List<FlowRule> members, int index, List<ProfilePlan.NameSlot> slots)
        throws RefusedException {
      List<Box> fixed = new ArrayList<>();
      List<Box> named = new ArrayList<>();
      for (FlowRule rule : members) {
        if (rule.remote() instanceof Remote.Name) {
          named.add(template(rule));
        } else {
          ranges(rule).forEach(range -> fixed.add(template(rule).withRemote(range)));
        }
      }
      List<List<Box>> namedLayers = Layers.unjoined(named);
      for (FlowRule rule : members) {
        if (rule.remote() instanceof Remote.Name name) {
          slots.add(slot(name.name(), template(rule), index, namedLayers));
        }
      }
      FlowRule first = members.get(0);
      return new Run(
          first.action() == Action.ACCEPT, condition(first), Layers.of(fixed), namedLayers);
    }

    private ProfilePlan.NameSlot slot(
        String name, Box template, int run, List<List<Box>> namedLayers) {
      int layer = 0;
      while (!namedLayers.get(layer).contains(template)) {
        layer++;
      }
      return new ProfilePlan.NameSlot(name, ProfilePlan.namedSuffix(letter, run, layer), template);
    }

    /**
     * RFC 8520 §8.3: a rule for conversations that the other side begins covers answers only. An
     * accepting one adds nothing to what passes as established, unless denials come later.
     */
    private Run.Condition condition(FlowRule rule) {
      if (rule.initiation() == Initiation.EITHER) {
        return Run.Condition.NONE;
      }
      if (rule.initiation() != nativeInitiation) {
        return Run.Condition.REPLY;
      }
      return ordered ? Run.Condition.ORIGINAL : Run.Condition.NONE;
    }

    private List<FlowRule> relevant(List<FlowRule> all) {
      List<FlowRule> kept =
          new ArrayList<>(all.stream().filter(rule -> rule.family() == Family.IPV4).toList());
      while (!kept.isEmpty() && deniesAll(kept.get(kept.size() - 1))) {
        kept.remove(kept.size() - 1); // what nothing accepts is denied anyway
      }
      if (kept.stream().allMatch(rule -> rule.action() == Action.ACCEPT)) {
        kept.removeIf(
            rule ->
                rule.initiation() != Initiation.EITHER && rule.initiation() != nativeInitiation);
      }
      return List.copyOf(kept);
    }
  }

  private static boolean deniesAll(FlowRule rule) {
    return rule.action() == Action.DENY
        && rule.remote() instanceof Remote.Any
        && rule.protocol() == Protocol.ANY
        && rule.initiation() == Initiation.EITHER;
  }

  private static Box template(FlowRule rule) {
    if (rule.protocolNumber().isPresent()) {
      int number = rule.protocolNumber().getAsInt();
      return new Box(number, number, PortRange.ANY, PortRange.ANY, AddressRange.ALL);
    }
    return Box.of(rule.protocol(), rule.devicePorts(), rule.remotePorts(), AddressRange.ALL);
  }

  private List<AddressRange> ranges(FlowRule rule) throws RefusedException {
    Remote remote = rule.remote();
    if (remote instanceof Remote.Any) {
      return List.of(AddressRange.ALL);
    }
    if (remote instanceof Remote.LocalNetworks && !localNetworks.isEmpty()) {
      return localNetworks;
    }
    if (remote instanceof Remote.Prefix prefix) {
      return List.of(
          AddressRange.ofCidr(prefix.cidr())
              .orElseThrow(() -> refused("not an IPv4 prefix: " + prefix.cidr())));
    }
    if (rule.action() == Action.DENY) {
      throw refused("denies a class of addresses that is not mapped here");
    }
    return List.of(); // RFC 8520 §8.2: a class without members matches nothing
  }
}
