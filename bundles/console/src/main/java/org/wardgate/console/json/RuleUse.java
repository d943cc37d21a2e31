package org.wardgate.console.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PolicyWords;

/**
 * How often an access list entry decided.
 *
 * @param name of the entry, {@code acl/ace}
 * @param words what it says, one sentence for each rule it became
 * @param hits of all devices with this policy since it was last put in force
 */
record RuleUse(String name, List<String> words, long hits) {
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
    words.forEach((name, said) -> uses.add(new RuleUse(name, said, hits.getOrDefault(name, 0L))));
    return uses;
  }

  private static void add(Map<String, List<String>> words, FlowRule rule, boolean sends) {
    words.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(PolicyWords.of(rule, sends));
  }

  boolean neverUsed() {
    return hits == 0;
  }

  boolean fromManufacturer() {
    return !name.startsWith(FLOOR);
  }
}
