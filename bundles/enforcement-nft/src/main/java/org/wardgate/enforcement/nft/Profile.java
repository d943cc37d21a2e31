package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.enforcement.nft.FamilyPlan.NamedLayer;

/** A policy in the table, with the commands that feed its name sets. Confined to one thread. */
final class Profile {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int number;
  private final PolicySet policy;
  private final ProfilePlan plan;
  private final ProfileText text;
  private final Map<String, Set<Slot>> slotsByName = new LinkedHashMap<>();
  private final Map<Slot, List<Entry>> entriesBySlot = new LinkedHashMap<>();
  private int usesCount;

  /** An element of a set but for its address; entries that share elements share the slot. */
  private record Slot(String place, Box template) {}

  Profile(int number, PolicySet policy, ProfilePlan plan, Groups groups) {
    this.number = number;
    this.policy = policy;
    this.plan = plan;
    this.text = new ProfileText(number, plan, groups::number);
    for (FamilyPlan family : plan.open()) {
      for (NamedLayer named : family.layers()) {
        String place = "inet p" + number + named.suffix();
        named.layer().entries().stream()
            .filter(Entry::dynamic)
            .forEach(entry -> slot(new Slot(place, entry.box()), entry));
      }
    }
  }

  private void slot(Slot slot, Entry entry) {
    entriesBySlot.computeIfAbsent(slot, key -> new ArrayList<>()).add(entry);
    entry
        .names()
        .forEach(name -> slotsByName.computeIfAbsent(name, k -> new LinkedHashSet<>()).add(slot));
  }

  int number() {
    return number;
  }

  PolicySet policy() {
    return policy;
  }

  ProfilePlan plan() {
    return plan;
  }

  List<Remote> groups() {
    return plan.groups();
  }

  boolean open(Family family) {
    return !plan.family(family).closed();
  }

  List<Block> blocks() {
    return text.blocks();
  }

  List<String> deletion(String table) {
    return text.deletion(table);
  }

  /** Names the elements that lead to its chains. */
  void gates(ElementSink sink) {
    for (FamilyPlan family : plan.open()) {
      String digit = family.family() == Family.IPV4 ? "" : "6";
      String key = TableText.number(number);
      String from = " : goto " + ProfileText.from(number, family.family());
      String to = " : goto " + ProfileText.to(number, family.family());
      sink.element("inet go_from" + digit, key, from);
      sink.element("inet go_to" + digit, key, to);
    }
  }

  /** Names its rules mention. */
  Set<String> names() {
    return slotsByName.keySet();
  }

  int usesCount() {
    return usesCount;
  }

  void use(int difference) {
    usesCount += difference;
  }

  /** Adds every address the profile's names have now; its sets must be new. */
  void fill(NameBook names, long nowNanos, Script script) {
    Map<String, StringBuilder> elementsByPlace = new LinkedHashMap<>();
    entriesBySlot.forEach(
        (slot, entries) ->
            expiries(entries, names)
                .forEach(
                    (address, expiry) ->
                        secondsLeft(expiry, nowNanos)
                            .ifPresent(
                                seconds ->
                                    append(
                                        elementsByPlace.computeIfAbsent(
                                            slot.place(), key -> new StringBuilder()),
                                        element(slot, address) + timeout(seconds)))));
    elementsByPlace.forEach((place, elements) -> script.elements("add", place, elements));
  }

  private static void append(StringBuilder elements, String element) {
    elements.append(elements.length() == 0 ? "" : ", ").append(element);
  }

  /**
   * Adds or extends one address of a name.
   *
   * @param extending whether the kernel extends the time of an element that is there. Otherwise it
   *     is replaced: adding first makes deleting safe, and all three are one transaction
   */
  void refresh(
      String name,
      InetAddress address,
      NameBook names,
      long nowNanos,
      boolean extending,
      Script script) {
    for (Slot slot : slotsByName.getOrDefault(name, Set.of())) {
      OptionalLong expiry = expiry(entriesBySlot.getOrDefault(slot, List.of()), address, names);
      OptionalLong left =
          expiry.isPresent() ? secondsLeft(expiry.getAsLong(), nowNanos) : OptionalLong.empty();
      if (left.isPresent()) {
        String element = element(slot, address);
        script.elements("add", slot.place(), element + timeout(left.getAsLong()));
        if (!extending) {
          script.elements("delete", slot.place(), element);
          script.elements("add", slot.place(), element + timeout(left.getAsLong()));
        }
      }
    }
  }

  private static Map<InetAddress, Long> expiries(List<Entry> entries, NameBook names) {
    Map<InetAddress, Long> expiries = new HashMap<>();
    for (Entry entry : entries) {
      for (InetAddress address : names.addresses(entry.names().get(0))) {
        expiry(entries, address, names).ifPresent(expiry -> expiries.put(address, expiry));
      }
    }
    return expiries;
  }

  /** The longest time any entry gives an address; of several names, the shortest counts. */
  private static OptionalLong expiry(List<Entry> entries, InetAddress address, NameBook names) {
    OptionalLong longest = OptionalLong.empty();
    for (Entry entry : entries) {
      OptionalLong shortest =
          entry.admits(address) ? names.soonestExpiry(entry.names(), address) : longest;
      if (shortest.isPresent()
          && (longest.isEmpty() || shortest.getAsLong() - longest.getAsLong() > 0)) {
        longest = shortest;
      }
    }
    return longest;
  }

  private static OptionalLong secondsLeft(long expiryNanos, long nowNanos) {
    long seconds = (expiryNanos - nowNanos) / SECOND_NANOS;
    return seconds > 0 ? OptionalLong.of(seconds) : OptionalLong.empty();
  }

  private static String element(Slot slot, InetAddress address) {
    return slot.template().withRemote(AddressRange.of(address)).text();
  }

  private static String timeout(long seconds) {
    return " timeout " + seconds + "s";
  }
}
