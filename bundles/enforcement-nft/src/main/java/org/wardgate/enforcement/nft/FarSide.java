package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.Remote;

/**
 * The far end of a rule, taken apart: an address belongs to it if it is in one of the ranges, has
 * every name, and is in every group.
 *
 * @param ranges of the rule's family; none means no address at all
 * @param names in alphabetical order
 * @param groups of ward devices: {@link Remote.Maker}, {@link Remote.Model}, {@link
 *     Remote.Hardware}
 */
record FarSide(List<AddressRange> ranges, List<String> names, List<Remote> groups) {
  FarSide {
    ranges = List.copyOf(ranges);
    names = List.copyOf(names);
    groups = List.copyOf(groups);
  }

  /**
   * Takes a rule's far end apart.
   *
   * @return empty if it is not known what it stands for, and the rule accepts
   * @throws RefusedException if that is not known and the rule denies, or a prefix is none
   */
  static Optional<FarSide> of(FlowRule rule, List<AddressRange> localNetworks)
      throws RefusedException {
    List<AddressRange> ranges = List.of(AddressRange.all(rule.family()));
    TreeSet<String> names = new TreeSet<>();
    List<Remote> groups = new ArrayList<>();
    for (Remote part : rule.remote().parts().toList()) {
      if (part instanceof Remote.Prefix prefix) {
        ranges = narrowed(ranges, List.of(range(prefix, rule)));
      } else if (part instanceof Remote.Name name) {
        names.add(name.name());
      } else if (part instanceof Remote.LocalNetworks) {
        List<AddressRange> known =
            localNetworks.stream().filter(range -> range.family() == rule.family()).toList();
        if (known.isEmpty()) {
          return unknown(rule, "local networks of which none is configured");
        }
        ranges = narrowed(ranges, known);
      } else if (part instanceof Remote.Controller) {
        return unknown(rule, "a class of controllers that is not mapped");
      } else if (!(part instanceof Remote.Any) && !groups.contains(part)) {
        groups.add(part);
      }
    }
    return Optional.of(new FarSide(ranges, List.copyOf(names), groups));
  }

  /** RFC 8520 §8.2: a class without members matches nothing; but a denial must not be lost. */
  private static Optional<FarSide> unknown(FlowRule rule, String what) throws RefusedException {
    if (rule.action() == Action.DENY) {
      throw refused("denies " + what);
    }
    return Optional.empty();
  }

  private static AddressRange range(Remote.Prefix prefix, FlowRule rule) throws RefusedException {
    return AddressRange.ofCidr(prefix.cidr())
        .filter(range -> range.family() == rule.family())
        .orElseThrow(() -> refused("not a prefix of " + rule.family() + ": " + prefix.cidr()));
  }

  private static List<AddressRange> narrowed(List<AddressRange> some, List<AddressRange> others) {
    List<AddressRange> both = new ArrayList<>();
    for (AddressRange one : some) {
      others.forEach(other -> one.intersection(other).ifPresent(both::add));
    }
    return both;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(EnforcementErrors.UNENFORCEABLE, detail);
  }
}
