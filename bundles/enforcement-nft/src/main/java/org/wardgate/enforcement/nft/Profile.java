package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.enforcement.nft.ProfilePlan.NameSlot;

/** A policy in the table, with the commands that feed its name sets. Confined to one thread. */
final class Profile {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int number;
  private final ProfileText text;
  private final Map<String, Set<Slot>> slotsByName = new LinkedHashMap<>();
  private final Map<Slot, Set<String>> namesBySlot = new HashMap<>();
  private int usesCount;

  private record Slot(String setSuffix, Box template) {}

  Profile(int number, ProfilePlan plan) {
    this.number = number;
    this.text = new ProfileText(number, plan);
    for (NameSlot nameSlot : plan.slots()) {
      Slot slot = new Slot(nameSlot.setSuffix(), nameSlot.template());
      slotsByName.computeIfAbsent(nameSlot.name(), key -> new LinkedHashSet<>()).add(slot);
      namesBySlot.computeIfAbsent(slot, key -> new LinkedHashSet<>()).add(nameSlot.name());
    }
  }

  int number() {
    return number;
  }

  List<Block> blocks() {
    return text.blocks();
  }

  List<String> deletion(String table) {
    return text.deletion(table);
  }

  boolean mentions(String name) {
    return slotsByName.containsKey(name);
  }

  int usesCount() {
    return usesCount;
  }

  void use(int difference) {
    usesCount += difference;
  }

  /** Adds every address the profile's names have now; its sets must be new. */
  List<String> fill(String table, NameBook names, long nowNanos) {
    List<String> commands = new ArrayList<>();
    namesBySlot.forEach(
        (slot, slotNames) -> {
          Set<Inet4Address> addresses = new LinkedHashSet<>();
          slotNames.forEach(name -> addresses.addAll(names.addresses(name)));
          for (Inet4Address address : addresses) {
            longest(slotNames, address, names, nowNanos)
                .ifPresent(
                    seconds ->
                        commands.add(element("add", table, slot, address) + timeout(seconds)));
          }
        });
    return commands;
  }

  /**
   * Adds or extends one address of a name. nft cannot extend an element that is there, nor delete
   * one that is not: adding first makes deleting safe, and all three are one transaction.
   */
  List<String> refresh(
      String table, String name, Inet4Address address, NameBook names, long nowNanos) {
    List<String> commands = new ArrayList<>();
    for (Slot slot : slotsByName.getOrDefault(name, Set.of())) {
      longest(namesBySlot.getOrDefault(slot, Set.of()), address, names, nowNanos)
          .ifPresent(
              seconds -> {
                String add = element("add", table, slot, address) + timeout(seconds);
                commands.add(add);
                commands.add(element("delete", table, slot, address) + " }");
                commands.add(add);
              });
    }
    return commands;
  }

  private static OptionalLong longest(
      Set<String> slotNames, Inet4Address address, NameBook names, long nowNanos) {
    return slotNames.stream()
        .map(name -> names.expiryNanos(name, address))
        .flatMapToLong(OptionalLong::stream)
        .map(expiry -> (expiry - nowNanos) / SECOND_NANOS)
        .filter(seconds -> seconds > 0)
        .max();
  }

  private String element(String verb, String table, Slot slot, Inet4Address address) {
    return verb
        + " element inet "
        + table
        + " "
        + ProfileText.set(number, slot.setSuffix())
        + " { "
        + slot.template().withRemote(AddressRange.of(address)).text();
  }

  private static String timeout(long seconds) {
    return " timeout " + seconds + "s }";
  }
}
