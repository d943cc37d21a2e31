package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.Remote;
import org.wardgate.enforcement.nft.FamilyPlan.NamedLayer;

/**
 * A profile's sets and chains. Packets from its devices go through {@code pN_from}, packets to them
 * through {@code pN_to}; with IPv6, {@code pN_from6} and {@code pN_to6}. A flow that was accepted
 * carries N in its conntrack mark: the lower half for the side that began it, the upper half for
 * the other. Established packets pass while the mark says that this very profile accepted them, so
 * a new policy is asked again about every live flow.
 */
final class ProfileText {
  private final int number;
  private final String prefix;
  private final Stamps stamps;
  private final ProfilePlan plan;
  private final ToIntFunction<Remote> groupNumbers;

  /**
   * @param number 1 to 65535
   * @param groupNumbers by which number the sets of a group are called
   */
  ProfileText(int number, ProfilePlan plan, ToIntFunction<Remote> groupNumbers) {
    this.number = number;
    this.prefix = "p" + number;
    this.stamps = new Stamps(number);
    this.plan = plan;
    this.groupNumbers = groupNumbers;
  }

  static String from(int number, Family family) {
    return "p" + number + "_from" + (family == Family.IPV4 ? "" : "6");
  }

  static String to(int number, Family family) {
    return "p" + number + "_to" + (family == Family.IPV4 ? "" : "6");
  }

  /** The map from addresses to limits of what may be sent, or received. */
  static String limits(int number, boolean sent, Family family) {
    return "p" + number + (sent ? "_bf" : "_bt") + (family == Family.IPV4 ? "" : "6");
  }

  /** Everything, in an order in which nothing is mentioned before it is there. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (FamilyPlan family : plan.open()) {
      family.layers().forEach(layer -> blocks.add(set(family.family(), layer)));
      limitMaps(family.family(), blocks);
    }
    if (!plan.open().isEmpty()) {
      blocks.add(new Block("chain " + prefix + "_fa", stamps.sent("goto " + TableText.TO_GATE)));
      blocks.add(new Block("chain " + prefix + "_ta", stamps.received("accept")));
    }
    for (FamilyPlan family : plan.open()) {
      blocks.add(new Block("chain " + from(number, family.family()), rules(family, true)));
      blocks.add(new Block("chain " + to(number, family.family()), rules(family, false)));
    }
    return blocks;
  }

  /** Deletes everything; no element may lead to the profile any more. */
  List<String> deletion(String table) {
    List<String> commands = new ArrayList<>();
    List<Block> blocks = new ArrayList<>(blocks());
    for (int i = blocks.size() - 1; i >= 0; i--) {
      String head = blocks.get(i).head();
      int space = head.indexOf(' ');
      commands.add("delete " + head.substring(0, space) + " inet " + table + head.substring(space));
    }
    return commands;
  }

  private Block set(Family family, NamedLayer named) {
    String addresses = family == Family.IPV4 ? "ipv4_addr" : "ipv6_addr";
    List<String> lines = new ArrayList<>();
    lines.add("type inet_proto . inet_service . inet_service . " + addresses);
    lines.add(named.layer().dynamic() ? "flags interval,timeout" : "flags interval");
    lines.add("counter");
    List<Entry> fixed = named.layer().fixed();
    if (!fixed.isEmpty()) {
      StringBuilder elements = new StringBuilder("elements = { ");
      for (int i = 0; i < fixed.size(); i++) {
        fixed.get(i).box().write(i == 0 ? elements : elements.append(", "));
      }
      lines.add(elements.append(" }").toString());
    }
    return new Block("set " + prefix + named.suffix(), lines);
  }

  private void limitMaps(Family family, List<Block> blocks) {
    String type = "type " + (family == Family.IPV4 ? "ipv4_addr" : "ipv6_addr") + " : limit";
    if (plan.sentLimit().isPresent()) {
      blocks.add(new Block("map " + limits(number, true, family), List.of(type)));
    }
    if (plan.receivedLimit().isPresent()) {
      blocks.add(new Block("map " + limits(number, false, family), List.of(type)));
    }
  }

  private List<String> rules(FamilyPlan family, boolean sent) {
    Words words = new Words(family.family(), sent);
    List<Run> own = sent ? family.from() : family.to();
    List<String> established = sent ? stamps.sentBefore() : stamps.receivedBefore();
    boolean ordered = ProfilePlan.ordered(own);
    List<String> rules = new ArrayList<>();
    if ((sent ? plan.sentLimit() : plan.receivedLimit()).isPresent()) {
      // before anything else: a limit counts what was accepted long ago as well
      String limit =
          "limit name " + words.device + " map @" + limits(number, sent, family.family());
      rules.add(limit + " counter drop");
    }
    if (!ordered) {
      rules.addAll(established);
    }
    for (int i = 0; i < own.size(); i++) {
      Run run = own.get(i);
      boolean foreign = run.accept() && run.condition() == Run.Condition.REPLY;
      for (int layer = 0; layer < run.layers().size(); layer++) {
        String match = words.match(family, sent, i, layer, run.layers().get(layer));
        if (foreign) {
          established.forEach(seen -> rules.add(match + seen)); // answers to the other side only
        } else {
          rules.add(run.condition().text() + match + words.verdict(run.accept()));
        }
      }
    }
    if (ordered) {
      rules.addAll(established); // explicit denials come first
    }
    rules.addAll(answers(family, sent, words));
    rules.add(words.verdict(false));
    return rules;
  }

  /**
   * Answers to what the policy lets the other side begin: a live flow survives a change of policy
   * that still allows it, whichever side speaks next. Not with ICMP: the answer is another message.
   */
  private List<String> answers(FamilyPlan family, boolean sent, Words words) {
    List<Run> runs = sent ? family.to() : family.from();
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      for (int layer = 0; layer < run.layers().size(); layer++) {
        if (run.condition() != Run.Condition.REPLY) {
          rules.add(
              "ct state established,related ct direction reply meta l4proto != { 1, 58 } "
                  + words.match(family, !sent, i, layer, run.layers().get(layer))
                  + words.verdict(run.accept()));
        }
      }
    }
    return rules;
  }

  /** How a packet of one family and direction is spoken of. */
  private final class Words {
    private final boolean sent;
    private final String device;
    private final String far;
    private final String key;
    private final String group;

    Words(Family family, boolean sent) {
      String ip = family == Family.IPV4 ? "ip " : "ip6 ";
      this.sent = sent;
      this.device = ip + (sent ? "saddr" : "daddr");
      this.far = ip + (sent ? "daddr" : "saddr");
      this.key =
          (sent ? "meta l4proto . th sport . th dport . " : "meta l4proto . th dport . th sport . ")
              + far;
      this.group = family == Family.IPV4 ? "" : "s";
    }

    String match(FamilyPlan family, boolean ofSent, int run, int layer, Layer content) {
      StringBuilder match = new StringBuilder();
      for (Remote remote : content.groups()) {
        int number = groupNumbers.applyAsInt(remote);
        match.append(far).append(" @g").append(number).append(group).append(' ');
      }
      return match
          .append(key)
          .append(" @")
          .append(prefix)
          .append(family.suffix(ofSent, run, layer))
          .append(' ')
          .toString();
    }

    String verdict(boolean accept) {
      if (accept) {
        return "goto " + prefix + (sent ? "_fa" : "_ta");
      }
      return "goto " + (sent ? TableText.VIOLATION : TableText.DENIED_TO);
    }
  }

  /** The marks of flows this profile accepted. */
  private static final class Stamps {
    private static final String LOWER_HALF = "0x0000ffff";
    private static final String UPPER_HALF = "0xffff0000";

    private final String asOriginator;
    private final String asResponder;

    Stamps(int number) {
      this.asOriginator = String.format(Locale.ROOT, "0x%08x", number);
      this.asResponder = String.format(Locale.ROOT, "0x%08x", number << 16);
    }

    List<String> sent(String then) {
      return List.of(
          "ct direction original " + stamp(UPPER_HALF, asOriginator) + then,
          stamp(LOWER_HALF, asResponder) + then);
    }

    List<String> received(String then) {
      return List.of(
          "ct direction original " + stamp(LOWER_HALF, asResponder) + then,
          stamp(UPPER_HALF, asOriginator) + then);
    }

    List<String> sentBefore() {
      String then = "goto " + TableText.TO_GATE;
      return List.of(
          established("original", LOWER_HALF, asOriginator, then),
          established("reply", UPPER_HALF, asResponder, then));
    }

    List<String> receivedBefore() {
      return List.of(
          established("original", UPPER_HALF, asResponder, "accept"),
          established("reply", LOWER_HALF, asOriginator, "accept"));
    }

    private static String stamp(String keptBits, String newBits) {
      return "ct mark set ct mark and " + keptBits + " or " + newBits + " ";
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
  }
}
