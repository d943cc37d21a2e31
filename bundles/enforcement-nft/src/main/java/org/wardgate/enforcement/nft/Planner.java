package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/**
 * Sorts a policy into runs and sets. What is not known narrows an accepting rule to nothing and
 * makes a denying rule refuse the whole policy: never wider than the file.
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
    FamilyPlan ipv4 = family(Family.IPV4, policy);
    FamilyPlan ipv6 = family(Family.IPV6, policy);
    int sets = ipv4.layers().size() + ipv6.layers().size();
    if (sets > SETS_MAX_COUNT) {
      throw refused("accepting and denying rules alternate too often: " + sets + " sets");
    }
    return new ProfilePlan(ipv4, ipv6, policy.bandwidth());
  }

  private FamilyPlan family(Family family, PolicySet policy) throws RefusedException {
    return new FamilyPlan(
        family,
        new Direction(true, family, policy.fromDevice()).runs(),
        new Direction(false, family, policy.toDevice()).runs());
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(EnforcementErrors.UNENFORCEABLE, detail);
  }

  private record Numbered(int number, FlowRule rule) {}

  /** One of the two lists of a policy, as far as it is about one family. */
  private final class Direction {
    private final boolean sent;
    private final Initiation nativeInitiation;
    private final List<Numbered> rules;
    private final boolean ordered;

    Direction(boolean sent, Family family, List<FlowRule> all) {
      this.sent = sent;
      this.nativeInitiation = sent ? Initiation.FROM_DEVICE : Initiation.TO_DEVICE;
      this.rules = relevant(all, family);
      this.ordered = rules.stream().anyMatch(member -> member.rule().action() == Action.DENY);
    }

    List<Run> runs() throws RefusedException {
      List<Run> runs = new ArrayList<>();
      int start = 0;
      while (start < rules.size()) {
        int end = start + 1;
        while (end < rules.size() && sameRun(rules.get(start).rule(), rules.get(end).rule())) {
          end++;
        }
        runs.add(run(rules.subList(start, end)));
        start = end;
      }
      return runs;
    }

    private boolean sameRun(FlowRule a, FlowRule b) {
      return a.action() == b.action() && condition(a) == condition(b);
    }

    private Run run(List<Numbered> members) throws RefusedException {
      List<Entry> entries = new ArrayList<>();
      for (Numbered member : members) {
        Optional<FarSide> farSide = FarSide.of(member.rule(), localNetworks);
        if (farSide.isPresent()) {
          add(member, farSide.get(), entries);
        }
        if (entries.size() > Layers.BOXES_MAX_COUNT) {
          throw refused("more than " + Layers.BOXES_MAX_COUNT + " address and port ranges");
        }
      }
      FlowRule first = members.get(0).rule();
      return new Run(first.action() == Action.ACCEPT, condition(first), Layers.of(entries));
    }

    private void add(Numbered member, FarSide far, List<Entry> entries) {
      for (Box box : Box.of(member.rule(), sent)) {
        if (far.names().isEmpty()) {
          far.ranges()
              .forEach(
                  range ->
                      entries.add(
                          Entry.fixed(member.number(), box.withRemote(range), far.groups())));
        } else if (!far.ranges().isEmpty()) {
          entries.add(new Entry(member.number(), box, far.groups(), far.names(), far.ranges()));
        }
      }
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

    private List<Numbered> relevant(List<FlowRule> all, Family family) {
      List<Numbered> kept = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).family() == family) {
          kept.add(new Numbered(i, all.get(i)));
        }
      }
      while (!kept.isEmpty() && deniesAll(kept.get(kept.size() - 1).rule())) {
        kept.remove(kept.size() - 1); // what nothing accepts is denied anyway
      }
      if (kept.stream().allMatch(member -> member.rule().action() == Action.ACCEPT)) {
        kept.removeIf(member -> answersOnly(member.rule()));
      }
      return List.copyOf(kept);
    }

    private boolean answersOnly(FlowRule rule) {
      return rule.initiation() != Initiation.EITHER && rule.initiation() != nativeInitiation;
    }
  }

  private static boolean deniesAll(FlowRule rule) {
    return rule.action() == Action.DENY
        && rule.remote() instanceof Remote.Any
        && rule.protocol() == Protocol.ANY
        && rule.initiation() == Initiation.EITHER;
  }
}
