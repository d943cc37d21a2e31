package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;

/**
 * A profile's sets and chains. Packets from its devices go through {@code pN_from}, packets to them
 * through {@code pN_to}. A flow that was accepted carries N in its conntrack mark: the lower half
 * for the side that began it, the upper half for the other. Established packets pass while the mark
 * says that this very profile accepted them, so a new policy is asked again about every live flow.
 */
final class ProfileText {
  private static final String SET_TYPE =
      "type inet_proto . inet_service . inet_service . ipv4_addr";
  private static final String SENT = "meta l4proto . th sport . th dport . ip daddr";
  private static final String RECEIVED = "meta l4proto . th dport . th sport . ip saddr";
  private static final String LOWER_HALF = "0x0000ffff";
  private static final String UPPER_HALF = "0xffff0000";

  private final String prefix;
  private final String asOriginator;
  private final String asResponder;
  private final ProfilePlan plan;

  /**
   * @param number 1 to 65535
   */
  ProfileText(int number, ProfilePlan plan) {
    this.prefix = "p" + number;
    this.asOriginator = String.format("0x%08x", number);
    this.asResponder = String.format("0x%08x", number << 16);
    this.plan = plan;
  }

  static String from(int number) {
    return "p" + number + "_from";
  }

  static String to(int number) {
    return "p" + number + "_to";
  }

  static String set(int number, String suffix) {
    return "p" + number + suffix;
  }

  /** Everything, in an order in which nothing is mentioned before it is there. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    sets('f', plan.from(), blocks);
    sets('t', plan.to(), blocks);
    blocks.add(new Block("chain " + prefix + "_fa", stamps("goto " + TableText.TO_GATE)));
    blocks.add(new Block("chain " + prefix + "_ta", stampsReceived()));
    blocks.add(new Block("chain " + prefix + "_from", fromRules()));
    blocks.add(new Block("chain " + prefix + "_to", toRules()));
    return blocks;
  }

  /** Deletes everything; no element may lead to the profile any more. */
  List<String> deletion(String table) {
    List<String> commands = new ArrayList<>();
    for (String suffix : List.of("_from", "_to", "_fa", "_ta")) {
      commands.add("delete chain inet " + table + " " + prefix + suffix);
    }
    List<Block> sets = new ArrayList<>();
    sets('f', plan.from(), sets);
    sets('t', plan.to(), sets);
    sets.forEach(set -> commands.add("delete set inet " + table + set.head().substring(3)));
    return commands;
  }

  private void sets(char direction, List<Run> runs, List<Block> blocks) {
    for (int run = 0; run < runs.size(); run++) {
      List<List<Box>> fixed = runs.get(run).fixed();
      for (int layer = 0; layer < fixed.size(); layer++) {
        String elements = String.join(", ", fixed.get(layer).stream().map(Box::text).toList());
        blocks.add(
            new Block(
                "set " + prefix + ProfilePlan.fixedSuffix(direction, run, layer),
                List.of(SET_TYPE, "flags interval", "elements = { " + elements + " }")));
      }
      for (int layer = 0; layer < runs.get(run).named().size(); layer++) {
        blocks.add(
            new Block(
                "set " + prefix + ProfilePlan.namedSuffix(direction, run, layer),
                List.of(SET_TYPE, "flags interval,timeout")));
      }
    }
  }

  private List<String> stamps(String then) {
    return List.of(
        "ct direction original " + stamp(UPPER_HALF, asOriginator) + then,
        stamp(LOWER_HALF, asResponder) + then);
  }

  private List<String> stampsReceived() {
    return List.of(
        "ct direction original " + stamp(LOWER_HALF, asResponder) + "accept",
        stamp(UPPER_HALF, asOriginator) + "accept");
  }

  private static String stamp(String keptBits, String newBits) {
    return "ct mark set ct mark and " + keptBits + " or " + newBits + " ";
  }

  private List<String> fromRules() {
    List<String> established =
        List.of(
            established("original", LOWER_HALF, asOriginator, "goto " + TableText.TO_GATE),
            established("reply", UPPER_HALF, asResponder, "goto " + TableText.TO_GATE));
    String accept = "goto " + prefix + "_fa";
    String deny = "goto " + TableText.VIOLATION;
    return rules(established, SENT, 'f', plan.from(), 't', plan.to(), accept, deny);
  }

  private List<String> toRules() {
    List<String> established =
        List.of(
            established("original", UPPER_HALF, asResponder, "accept"),
            established("reply", LOWER_HALF, asOriginator, "accept"));
    String accept = "goto " + prefix + "_ta";
    String deny = "goto " + TableText.DENIED_TO;
    return rules(established, RECEIVED, 't', plan.to(), 'f', plan.from(), accept, deny);
  }

  private static String established(String direction, String bits, String mark, String then) {
    return "ct state established,related ct direction "
        + direction
        + " ct mark and "
        + bits
        + " == "
        + mark
        + " "
        + then;
  }

  private List<String> rules(
      List<String> established,
      String key,
      char own,
      List<Run> ownRuns,
      char other,
      List<Run> otherRuns,
      String accept,
      String deny) {
    boolean ordered = ProfilePlan.ordered(ownRuns);
    List<String> rules = new ArrayList<>();
    if (!ordered) {
      rules.addAll(established);
    }
    for (int run = 0; run < ownRuns.size(); run++) {
      Run.Condition condition = ownRuns.get(run).condition();
      boolean foreign = ownRuns.get(run).accept() && condition == Run.Condition.REPLY;
      for (String set : setNames(own, ownRuns, run)) {
        String match = key + " @" + set + " ";
        String then = ownRuns.get(run).accept() ? accept : deny;
        if (foreign) {
          established.forEach(seen -> rules.add(match + seen)); // answers to the other side only
        } else {
          rules.add(condition.text() + match + then);
        }
      }
    }
    if (ordered) {
      rules.addAll(established); // explicit denials come first
    }
    rules.addAll(answers(key, other, otherRuns, accept, deny));
    rules.add(deny);
    return rules;
  }

  /**
   * Answers to what the policy lets the other side begin: a live flow survives a change of policy
   * that still allows it, whichever side speaks next.
   */
  private List<String> answers(
      String key, char direction, List<Run> runs, String accept, String deny) {
    List<String> rules = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      if (runs.get(run).condition() == Run.Condition.REPLY) {
        continue;
      }
      for (String set : setNames(direction, runs, run)) {
        rules.add(
            "ct state established,related ct direction reply "
                + key
                + " @"
                + set
                + " "
                + (runs.get(run).accept() ? accept : deny));
      }
    }
    return rules;
  }

  private List<String> setNames(char direction, List<Run> runs, int run) {
    List<String> names = new ArrayList<>();
    for (int layer = 0; layer < runs.get(run).fixed().size(); layer++) {
      names.add(prefix + ProfilePlan.fixedSuffix(direction, run, layer));
    }
    for (int layer = 0; layer < runs.get(run).named().size(); layer++) {
      names.add(prefix + ProfilePlan.namedSuffix(direction, run, layer));
    }
    return names;
  }
}
