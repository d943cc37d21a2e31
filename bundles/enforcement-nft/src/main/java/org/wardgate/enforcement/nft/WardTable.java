package org.wardgate.enforcement.nft;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;

/**
 * What should be in the kernel: the only truth, so that the kernel need not be asked. Each change
 * is made here first and taken back if the kernel refuses it. Confined to one thread.
 */
final class WardTable {
  /** Most devices placed at once. */
  static final int DEVICES_MAX_COUNT = 20_000;

  /** Most policies in use at once. */
  static final int PROFILES_MAX_COUNT = 4_096;

  /** How much longer than its answer an address counts: the device may open a flow at the end. */
  static final int NAME_GRACE_SECONDS = 30;

  private static final List<String> FAMILIES = List.of("inet", "arp");
  private static final int NUMBER_MAX = 0xffff;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final NftSettings settings;
  private final LongSupplier nanoTime;
  private final Planner planner;
  private final NameBook names;
  private final Map<DeviceId, Placed> devices = new TreeMap<>();
  private final Map<InetAddress, DeviceId> deviceByAddress = new HashMap<>();
  private final Map<ProfileId, Profile> profiles = new LinkedHashMap<>();
  private final Map<Integer, ProfileId> numbers = new TreeMap<>();

  private record Placed(NetworkBinding binding, PolicySet policy, Profile profile) {}

  WardTable(NftSettings settings, LongSupplier nanoTime) {
    this(settings, nanoTime, new NameBook());
  }

  private WardTable(NftSettings settings, LongSupplier nanoTime, NameBook names) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.planner = new Planner(settings.localNetworks());
    this.names = names;
  }

  int devicesCount() {
    return devices.size();
  }

  /**
   * A table with exactly these devices that remembers this one's names.
   *
   * @param leftOut receives why a device could not be placed
   */
  WardTable with(List<Placement> placements, Map<DeviceId, RefusedException> leftOut) {
    Set<String> wanted =
        placements.stream().flatMap(p -> p.policy().names().stream()).collect(Collectors.toSet());
    WardTable table = new WardTable(settings, nanoTime, names.copy(wanted::contains));
    profiles.forEach((id, profile) -> table.numbers.put(profile.number(), id));
    for (Placement placement : placements) {
      try {
        table.place(placement);
      } catch (RefusedException e) {
        leftOut.put(placement.device(), e);
      }
    }
    table.numbers.values().removeIf(id -> !table.profiles.containsKey(id));
    return table;
  }

  /**
   * Places a device, or places it anew.
   *
   * @throws RefusedException if its policy or its addresses cannot be enforced; nothing has changed
   */
  Change place(Placement placement) throws RefusedException {
    NetworkBinding binding = placement.bindings().get(0);
    Placed before = devices.get(placement.device());
    check(placement, before);
    if (before != null
        && before.binding().equals(binding)
        && before.policy().id().equals(placement.policy().id())) {
      return Change.none();
    }
    List<String> commands = new ArrayList<>();
    Profile known = profiles.get(placement.policy().id());
    Profile profile = known != null ? known : newProfile(placement.policy());
    if (before != null) {
      commands.addAll(elements("delete", before));
    }
    if (known == null) {
      commands.add(blockCommand("inet", profile.blocks()));
      commands.addAll(profile.fill(settings.tableName(), names, nanoTime.getAsLong()));
    }
    Placed after = new Placed(binding, placement.policy(), profile);
    commands.addAll(elements("add", after));
    swap(placement.device(), before, after);
    commands.addAll(dropUnused(before));
    return new Change(commands, () -> swap(placement.device(), after, before));
  }

  /** Takes a device away; nothing if it is not there. */
  Change remove(DeviceId device) {
    Placed before = devices.get(device);
    if (before == null) {
      return Change.none();
    }
    List<String> commands = new ArrayList<>(elements("delete", before));
    swap(device, before, null);
    commands.addAll(dropUnused(before));
    return new Change(commands, () -> swap(device, null, before));
  }

  /** Lets every rule that mentions the name cover these addresses, for their time and a grace. */
  Change insert(String name, Map<InetAddress, Integer> ttlSecondsByAddress) {
    List<Profile> mentioning =
        profiles.values().stream().filter(profile -> profile.mentions(name)).toList();
    if (mentioning.isEmpty()) {
      return Change.none();
    }
    long now = nanoTime.getAsLong();
    Map<Inet4Address, Long> before = names.snapshot(name);
    List<Inet4Address> extended = new ArrayList<>();
    ttlSecondsByAddress.forEach(
        (address, ttlSeconds) -> {
          long expiry = now + (Math.max(ttlSeconds, 0) + NAME_GRACE_SECONDS) * SECOND_NANOS;
          if (address instanceof Inet4Address v4 && later(expiry, before.get(v4))) {
            names.extend(name, v4, expiry);
            extended.add(v4);
          }
        });
    List<String> commands = new ArrayList<>();
    for (Profile profile : mentioning) {
      for (Inet4Address address : extended) {
        commands.addAll(profile.refresh(settings.tableName(), name, address, names, now));
      }
    }
    return new Change(commands, () -> names.restore(name, before));
  }

  /** Forgets addresses that have expired; the kernel did so by itself. */
  void purge() {
    names.purge(nanoTime.getAsLong());
  }

  /**
   * The whole table, replacing whatever has its name. One transaction: there is no moment without.
   *
   * @param marker name of a set by which this very table is recognised
   */
  List<String> install(String marker) {
    List<String> commands = new ArrayList<>(deleteTables(settings));
    List<Block> blocks = new ArrayList<>(new TableText(settings).blocks(marker));
    List<Profile> inOrder =
        profiles.values().stream().sorted(Comparator.comparingInt(Profile::number)).toList();
    inOrder.forEach(profile -> blocks.addAll(profile.blocks()));
    commands.add(blockCommand("inet", blocks));
    commands.add(blockCommand("arp", new TableText(settings).arpBlocks(marker)));
    for (Profile profile : inOrder) {
      commands.addAll(profile.fill(settings.tableName(), names, nanoTime.getAsLong()));
    }
    for (String family : FAMILIES) {
      bulk(commands, family, "placed", WardTable::pair);
      bulk(commands, family, "addrs", WardTable::address);
    }
    bulk(
        commands,
        "inet",
        "dev_to",
        placed -> address(placed) + verdict(ProfileText.to(number(placed))));
    bulk(
        commands,
        "inet",
        "dev_from",
        placed -> pair(placed) + verdict(ProfileText.from(number(placed))));
    return commands;
  }

  private void check(Placement placement, @Nullable Placed before) throws RefusedException {
    InetAddress address = placement.bindings().get(0).address();
    if (!(address instanceof Inet4Address)
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()) {
      throw new RefusedException(
          EnforcementErrors.UNENFORCEABLE, "not an IPv4 host address: " + address);
    }
    DeviceId holder = deviceByAddress.get(address);
    if (holder != null && !holder.equals(placement.device())) {
      throw new RefusedException(
          EnforcementErrors.ADDRESS_TAKEN, address.getHostAddress() + " belongs to " + holder);
    }
    if (before == null && devices.size() >= DEVICES_MAX_COUNT) {
      throw new RefusedException(
          EnforcementErrors.TOO_MANY_PROFILES, DEVICES_MAX_COUNT + " devices");
    }
  }

  private Profile newProfile(PolicySet policy) throws RefusedException {
    if (profiles.size() >= PROFILES_MAX_COUNT) {
      throw new RefusedException(
          EnforcementErrors.TOO_MANY_PROFILES, PROFILES_MAX_COUNT + " policies");
    }
    ProfilePlan plan = planner.plan(policy);
    int number = NftText.profileNumber(policy);
    while (!policy.id().equals(numbers.getOrDefault(number, policy.id()))) {
      number = number % NUMBER_MAX + 1;
    }
    return new Profile(number, plan);
  }

  /** Replaces what a device has by something else, either of them possibly nothing. */
  private void swap(DeviceId device, @Nullable Placed before, @Nullable Placed after) {
    if (before != null) {
      devices.remove(device);
      deviceByAddress.remove(before.binding().address());
      before.profile().use(-1);
    }
    if (after != null) {
      devices.put(device, after);
      deviceByAddress.put(after.binding().address(), device);
      after.profile().use(1);
      profiles.put(after.policy().id(), after.profile());
      numbers.put(after.profile().number(), after.policy().id());
    }
    if (before != null && before.profile().usesCount() == 0) {
      profiles.remove(before.policy().id());
      numbers.remove(before.profile().number());
    }
  }

  private List<String> dropUnused(@Nullable Placed before) {
    return before == null || before.profile().usesCount() > 0
        ? List.of()
        : before.profile().deletion(settings.tableName());
  }

  /** Deletes both tables, present or not. */
  static List<String> deleteTables(NftSettings settings) {
    return FAMILIES.stream()
        .map(family -> family + " " + settings.tableName())
        .flatMap(table -> Stream.of("add table " + table, "delete table " + table))
        .toList();
  }

  private String blockCommand(String family, List<Block> blocks) {
    return blocks.stream()
        .map(Block::oneLine)
        .collect(
            Collectors.joining(
                "; ", "add table " + family + " " + settings.tableName() + " { ", "; }"));
  }

  private List<String> elements(String verb, Placed placed) {
    boolean adding = verb.equals("add");
    String to = adding ? verdict(ProfileText.to(number(placed))) : "";
    String from = adding ? verdict(ProfileText.from(number(placed))) : "";
    List<String> commands = new ArrayList<>();
    for (String family : FAMILIES) {
      commands.add(element(verb, family, "placed", pair(placed)));
      commands.add(element(verb, family, "addrs", address(placed)));
    }
    commands.add(element(verb, "inet", "dev_to", address(placed) + to));
    commands.add(element(verb, "inet", "dev_from", pair(placed) + from));
    return commands;
  }

  private String element(String verb, String family, String set, String element) {
    return String.join(" ", verb, "element", family, settings.tableName(), set, "{", element, "}");
  }

  private void bulk(
      List<String> commands, String family, String set, Function<Placed, String> element) {
    if (!devices.isEmpty()) {
      String all = devices.values().stream().map(element).collect(Collectors.joining(", "));
      commands.add(element("add", family, set, all));
    }
  }

  private static int number(Placed placed) {
    return placed.profile().number();
  }

  private static String address(Placed placed) {
    return placed.binding().address().getHostAddress();
  }

  private static String pair(Placed placed) {
    return address(placed) + " . " + placed.binding().mac();
  }

  private static String verdict(String chain) {
    return " : goto " + chain;
  }

  private static boolean later(long expiry, @Nullable Long known) {
    return known == null || expiry - known > 0;
  }
}
