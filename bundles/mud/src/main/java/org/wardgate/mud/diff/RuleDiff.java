package org.wardgate.mud.diff;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;
import org.wardgate.mud.compile.Cover;

/**
 * What changes from one list of rules to another. Names of entries do not count.
 *
 * @param added rules, in words
 * @param removed rules, in words
 * @param widened rules that match more than one they replace, as {@code old → new}
 * @param narrowed rules that match less than one they replace, as {@code old → new}
 * @param reordered whether rules that stay are in another order where order matters
 * @param wider whether the device may perhaps do more than before; never wrongly false
 */
public record RuleDiff(
    List<String> added,
    List<String> removed,
    List<String> widened,
    List<String> narrowed,
    boolean reordered,
    boolean wider) {
  /** Most pairs of rules compared to tell what replaces what. */
  private static final int PAIRS_MAX_COUNT = 250_000;

  /** Copies the lists. */
  public RuleDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    widened = List.copyOf(widened);
    narrowed = List.copyOf(narrowed);
  }

  /** Compares two policies; an absent one allows nothing. Pure. */
  static RuleDiff between(Optional<PolicySet> before, Optional<PolicySet> after) {
    Comparison from =
        new Comparison(
            true,
            before.map(PolicySet::fromDevice).orElse(List.of()),
            after.map(PolicySet::fromDevice).orElse(List.of()));
    Comparison to =
        new Comparison(
            false,
            before.map(PolicySet::toDevice).orElse(List.of()),
            after.map(PolicySet::toDevice).orElse(List.of()));
    return new RuleDiff(
        joined(from.words(from.added), to.words(to.added)),
        joined(from.words(from.removed), to.words(to.removed)),
        joined(from.widened, to.widened),
        joined(from.narrowed, to.narrowed),
        from.reordered || to.reordered,
        from.wider() || to.wider());
  }

  /** Whether nothing changes. */
  public boolean same() {
    return added.isEmpty()
        && removed.isEmpty()
        && widened.isEmpty()
        && narrowed.isEmpty()
        && !reordered;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** One direction. */
  private static final class Comparison {
    final boolean sends;
    final List<FlowRule> added = new ArrayList<>();
    final List<FlowRule> removed = new ArrayList<>();
    final List<String> widened = new ArrayList<>();
    final List<String> narrowed = new ArrayList<>();
    final boolean reordered;
    private boolean moreAccepted;
    private int pairsLeft = PAIRS_MAX_COUNT;

    Comparison(boolean sends, List<FlowRule> before, List<FlowRule> after) {
      this.sends = sends;
      List<FlowRule> stayedBefore = without(before, after, removed);
      List<FlowRule> stayedAfter = without(after, before, added);
      this.reordered = mixed(stayedAfter) && !stayedBefore.equals(stayedAfter);
      pair();
      // Where a replaced rule stands is not compared; among denials it may matter.
      moreAccepted |= (mixed(before) || mixed(after)) && !(widened.isEmpty() && narrowed.isEmpty());
    }

    /** Not so if only accepting rules went away or became narrower, or denying ones came. */
    boolean wider() {
      return reordered
          || moreAccepted
          || added.stream().anyMatch(rule -> rule.action() == Action.ACCEPT)
          || removed.stream().anyMatch(rule -> rule.action() == Action.DENY);
    }

    List<String> words(List<FlowRule> rules) {
      return rules.stream().map(rule -> PolicyWords.of(rule, sends)).toList();
    }

    /** The rules that are in both, without their names; the others go to {@code rest}. */
    private static List<FlowRule> without(
        List<FlowRule> rules, List<FlowRule> others, List<FlowRule> rest) {
      Map<FlowRule, Integer> left = new LinkedHashMap<>();
      others.forEach(rule -> left.merge(nameless(rule), 1, Integer::sum));
      List<FlowRule> both = new ArrayList<>();
      for (FlowRule rule : rules) {
        FlowRule nameless = nameless(rule);
        boolean there = left.merge(nameless, -1, Integer::sum) >= 0;
        (there ? both : rest).add(there ? nameless : rule);
      }
      return both;
    }

    private static FlowRule nameless(FlowRule rule) {
      return new FlowRule(
          "",
          rule.action(),
          rule.family(),
          rule.protocol(),
          rule.devicePorts(),
          rule.remotePorts(),
          rule.remote(),
          rule.initiation(),
          rule.protocolNumber(),
          rule.icmp());
    }

    private static boolean mixed(List<FlowRule> rules) {
      return rules.stream().map(FlowRule::action).distinct().count() > 1;
    }

    /** Finds for each new rule the old one it is a wider or narrower form of. */
    private void pair() {
      Cover cover = new Cover();
      for (Iterator<FlowRule> rules = added.iterator(); rules.hasNext(); ) {
        FlowRule rule = rules.next();
        Optional<FlowRule> replaced = replaced(rule, cover);
        if (replaced.isPresent()) {
          FlowRule old = replaced.get();
          boolean wider = cover.covers(rule, old);
          (wider ? widened : narrowed)
              .add(PolicyWords.of(old, sends) + " → " + PolicyWords.of(rule, sends));
          moreAccepted |= wider == (rule.action() == Action.ACCEPT);
          rules.remove();
          removed.remove(old);
        }
      }
    }

    private Optional<FlowRule> replaced(FlowRule rule, Cover cover) {
      for (FlowRule old : removed) {
        if (pairsLeft-- > 0
            && old.action() == rule.action()
            && (cover.covers(rule, old) || cover.covers(old, rule))) {
          return Optional.of(old);
        }
      }
      return Optional.empty();
    }
  }
}
