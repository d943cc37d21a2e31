package org.wardgate.console.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;

/**
 * How often an access list entry decided.
 *
 * @param name of the entry, {@code acl/ace}
 * @param words what it says, one sentence for each rule it became
 * @param hits of all devices with this policy since it was last put in force
 * @param answersOnly whether it only lets answers pass; those belong to flows that others began and
 *     are not counted
 */
record RuleUse(String name, List<String> words, long hits, boolean answersOnly) {
  /** Floors come from the hospital's inventory, not from the manufacturer. */
  private static final String FLOOR = "therapy-floor";

  RuleUse {
    words = List.copyOf(words);
  }

  /** The entries of a policy, in order; rules made of one entry count together. */
  static List<RuleUse> of(PolicySet policy, Map<String, Long> hits) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    policy.fromDevice().forEach(rule -> add(words, rule, true));
    policy.toDevice().forEach(rule -> add(words, rule, false));
    List<RuleUse> uses = new ArrayList<>();
    Set<String> beginning = new HashSet<>();
    policy.fromDevice().stream()
        .filter(rule -> rule.initiation() != FlowRule.Initiation.TO_DEVICE)
        .forEach(rule -> beginning.add(rule.name()));
    policy.toDevice().stream()
        .filter(rule -> rule.initiation() != FlowRule.Initiation.FROM_DEVICE)
        .forEach(rule -> beginning.add(rule.name()));
    words.forEach(
        (name, said) ->
            uses.add(
                new RuleUse(name, said, hits.getOrDefault(name, 0L), !beginning.contains(name))));
    return uses;
  }

  private static void add(Map<String, List<String>> words, FlowRule rule, boolean sends) {
    words.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(PolicyWords.of(rule, sends));
  }

  boolean neverUsed() {
    return hits == 0 && !answersOnly;
  }

  boolean fromManufacturer() {
    return !name.startsWith(FLOOR);
  }
}
