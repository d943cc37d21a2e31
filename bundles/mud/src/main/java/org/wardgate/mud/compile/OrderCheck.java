package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.report.Findings;

/**
 * Finds entries that can never decide, and entries of opposite outcome about the same packets.
 * Rules are compared pair by pair within a budget; several rules that only together match all of
 * another are not seen. Confined to one thread.
 */
final class OrderCheck {
  /** Most pairs of rules compared, for one direction. */
  static final int PAIRS_MAX_COUNT = 1_000_000;

  private final Findings findings;
  private final Cover cover = new Cover();
  private final List<FlowRule> earlier = new ArrayList<>();
  private int pairsLeft = PAIRS_MAX_COUNT;

  OrderCheck(Findings findings) {
    this.findings = findings;
  }

  /** Takes the rules of the next entry. */
  void add(List<FlowRule> rules, Place place) {
    if (pairsLeft <= 0 || rules.isEmpty()) {
      return;
    }
    Optional<FlowRule> conflicting = Optional.empty();
    Optional<FlowRule> covering = Optional.empty();
    int covered = 0;
    for (FlowRule rule : rules) {
      Optional<FlowRule> first = firstCovering(rule);
      covered += first.isPresent() ? 1 : 0;
      covering = covering.or(() -> first);
      if (first.isEmpty() && conflicting.isEmpty()) {
        conflicting = firstConflicting(rule);
      }
    }
    String name = rules.get(0).name();
    if (covered == rules.size()) {
      findings.warning(
          MudErrors.UNREACHABLE, place, name + ": " + covering.orElseThrow().name() + " decides");
    } else if (conflicting.isPresent()) {
      findings.note(MudErrors.CONFLICT, place, name + " and " + conflicting.get().name());
    }
    earlier.addAll(rules);
    if (pairsLeft <= 0) {
      findings.note(MudErrors.UNREACHABLE, place, "entries from here on were not compared");
    }
  }

  private Optional<FlowRule> firstCovering(FlowRule rule) {
    for (FlowRule other : earlier) {
      pairsLeft--;
      if (cover.covers(other, rule)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private Optional<FlowRule> firstConflicting(FlowRule rule) {
    for (FlowRule other : earlier) {
      if (other.action() != rule.action() && cover.meet(other, rule)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }
}
