package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.FarEnds;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicyExplainer;
import org.wardgate.api.policy.PolicySet;

/**
 * What should be in the kernel: the only truth, so that the kernel need not be asked. Each change
 * is made here first and taken back if the kernel refuses it. Confined to one thread.
 */
final class WardTable {
  /** Most devices placed at once. */
  static final int DEVICES_MAX_COUNT = 20_000;

  /** How much longer than its answer an address counts: the device may open a flow at the end. */
  static final int NAME_GRACE_SECONDS = 30;

  private static final Logger LOG = LoggerFactory.getLogger(WardTable.class);
  private static final List<String> FAMILIES = List.of("inet", "arp");
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final NftSettings settings;
  private final LongSupplier nanoTime;
  private final NameBook names;
  private final Groups groups = new Groups();
  private final Profiles profiles;
  private final Map<DeviceId, Placed> devices = new TreeMap<>();
  private final Map<InetAddress, DeviceId> deviceByAddress = new HashMap<>();
  private final AddressDisputes disputes;
  private int serial;

  private record Element(String place, String key) {}

  WardTable(NftSettings settings, LongSupplier nanoTime) {
    this(settings, nanoTime, new NameBook());
  }

  /** An empty table that knows names already. */
  WardTable(NftSettings settings, LongSupplier nanoTime, NameBook names) {
    this(settings, nanoTime, names, new AddressDisputes());
  }

  private WardTable(
      NftSettings settings, LongSupplier nanoTime, NameBook names, AddressDisputes disputes) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.names = names;
    this.disputes = disputes;
    this.profiles = new Profiles(new Planner(settings.localNetworks()), groups);
  }

  /** What names stand for. */
  NameBook names() {
    return names.copy(name -> true);
  }

  int devicesCount() {
    return devices.size();
  }

  /**
   * A table with exactly these devices that remembers this one's names. Therapy before policy: of a
   * device whose policy cannot be enforced the floor is placed or, if it has none, what it has in
   * this table stays.
   *
   * @param leftOut receives why a device could not be placed as it was asked for
   */
  WardTable with(List<Placement> placements, Map<DeviceId, RefusedException> leftOut) {
    return with(placements, leftOut, true);
  }

  private WardTable with(
      List<Placement> placements, Map<DeviceId, RefusedException> leftOut, boolean instead) {
    Map<InetAddress, DeviceId> holders = AddressDisputes.holders(placements, deviceByAddress);
    WardTable table = new WardTable(settings, nanoTime, names.copy(wanted(placements)), disputes);
    table.profiles.keepNumbers(profiles);
    for (Placement placement : placements) {
      try {
        table.place(placement, holders, Script.silent());
      } catch (RefusedException e) {
        boolean stays = instead && table.placeInstead(placement, devices, holders);
        leftOut.put(placement.device(), stays ? narrower(e) : e);
      }
    }
    table.profiles.dropUnusedNumbers();
    return table;
  }

  private Predicate<String> wanted(List<Placement> placements) {
    Set<String> wanted = new HashSet<>();
    Stream.concat(
            placements.stream().map(Placement::policy),
            devices.values().stream().map(Placed::policy))
        .distinct()
        .forEach(policy -> wanted.addAll(policy.names()));
    placements.stream().flatMap(p -> p.floor().stream()).forEach(p -> wanted.addAll(p.names()));
    return wanted::contains;
  }

  private static RefusedException narrower(RefusedException why) {
    return new RefusedException(
        why.errorCode(), why.detail() + "; its floor, or what it had, is in force instead", why);
  }

  /** Places the floor of a device whose policy is refused, or what it had; false if nothing. */
  private boolean placeInstead(
      Placement refused, Map<DeviceId, Placed> before, Map<InetAddress, DeviceId> holders) {
    Optional<PolicySet> had = Optional.ofNullable(before.get(refused.device())).map(Placed::policy);
    for (PolicySet policy : Stream.of(refused.floor(), had).flatMap(Optional::stream).toList()) {
      Placement other =
          new Placement(refused.device(), refused.bindings(), policy, refused.floor());
      try {
        place(other, holders, Script.silent());
        return true;
      } catch (RefusedException e) {
        LOG.warn("{}: nor its floor or earlier policy: {}", refused.device(), e.getMessage());
      }
    }
    return false;
  }

  /** A table in which devices with a floor have nothing else, and the others are not. */
  WardTable floors() {
    List<Placement> floors = new ArrayList<>();
    for (Placed placed : devices.values()) {
      placed
          .floor()
          .ifPresent(
              floor ->
                  floors.add(
                      new Placement(placed.device(), placed.bindings(), floor, placed.floor())));
    }
    return with(floors, new HashMap<>(), false);
  }

  /**
   * Places a device, or places it anew.
   *
   * @throws RefusedException if its policy or its first address cannot be enforced; nothing has
   *     changed
   */
  Change place(Placement placement) throws RefusedException {
    return place(placement, deviceByAddress, Script.of(settings.tableName()));
  }

  private Change place(Placement placement, Map<InetAddress, DeviceId> holders, Script script)
      throws RefusedException {
    Placed before = devices.get(placement.device());
    List<NetworkBinding> bindings = checked(placement, before, holders);
    if (before != null && before.bindings().equals(bindings) && same(before, placement)) {
      return Change.none();
    }
    Profile profile = profiles.of(placement.policy());
    Placed after = new Placed(placement, bindings, profile, ++serial);
    exchange(before, after, script);
    return new Change(script.commands(), () -> exchange(after, before, Script.silent()));
  }

  private static boolean same(Placed before, Placement after) {
    return before.policy().id().equals(after.policy().id())
        && before.policy().origin().equals(after.policy().origin())
        && before.floor().equals(after.floor());
  }

  /** Takes a device away; nothing if it is not there. */
  Change remove(DeviceId device) {
    Placed before = devices.get(device);
    if (before == null) {
      return Change.none();
    }
    Script script = Script.of(settings.tableName());
    exchange(before, null, script);
    return new Change(script.commands(), () -> exchange(null, before, Script.silent()));
  }

  /** Lets every rule that mentions the name cover these addresses, for their time and a grace. */
  Change insert(String name, Map<InetAddress, Integer> ttlSecondsByAddress) {
    Set<Profile> mentioning = profiles.mentioning(name);
    if (mentioning.isEmpty()) {
      return Change.none();
    }
    long now = nanoTime.getAsLong();
    Map<InetAddress, Long> before = names.snapshot(name);
    List<InetAddress> extended = new ArrayList<>();
    ttlSecondsByAddress.forEach(
        (address, ttlSeconds) -> {
          long expiry = now + (Math.max(ttlSeconds, 0) + NAME_GRACE_SECONDS) * SECOND_NANOS;
          if (host(address) && later(expiry, before.get(address))) {
            names.extend(name, address, expiry);
            extended.add(address);
          }
        });
    Script script = Script.of(settings.tableName());
    for (Profile profile : mentioning) {
      for (InetAddress address : extended) {
        profile.refresh(name, address, names, now, settings.extendsTimeouts(), script);
      }
    }
    return new Change(script.commands(), () -> names.restore(name, before));
  }

  /** Forgets addresses that have expired; the kernel did so by itself. */
  void purge() {
    names.purge(nanoTime.getAsLong());
  }

  /** What a packet of a device meets; empty if the device is not placed. */
  Optional<Explanation> explain(DeviceId device, Flow flow) {
    FarEnds farEnds = new WardFarEnds(settings.localNetworks(), names, groups, nanoTime);
    return Optional.ofNullable(devices.get(device))
        .map(placed -> PolicyExplainer.explain(placed.policy(), flow, farEnds));
  }

  /** Whose the counters are. */
  Ledger ledger() {
    return new Ledger(
        Map.copyOf(deviceByAddress), List.copyOf(profiles.all()), names.copy(name -> true));
  }

  /**
   * The whole table, replacing whatever has its name. One transaction: there is no moment without.
   *
   * @param marker name of a set by which this very table is recognised
   */
  List<String> install(String marker) {
    Script script = Script.of(settings.tableName());
    deleteTables(settings).forEach(script::add);
    TableText text = new TableText(settings);
    List<Block> blocks = new ArrayList<>(text.blocks(marker));
    blocks.addAll(groups.blocks());
    for (Placed placed : devices.values()) {
      if (placed.limited()) {
        blocks.addAll(DeviceElements.limits(placed));
      }
    }
    List<Profile> inOrder = profiles.inOrder();
    inOrder.forEach(profile -> blocks.addAll(profile.blocks()));
    script.blocks("inet", blocks);
    script.blocks("arp", text.arpBlocks(marker));
    groups.fill(script);
    inOrder.forEach(profile -> profile.fill(names, nanoTime.getAsLong(), script));
    Map<String, StringBuilder> elementsByPlace = new LinkedHashMap<>();
    ElementSink sink =
        (place, key, value) -> {
          StringBuilder elements =
              elementsByPlace.computeIfAbsent(place, p -> new StringBuilder(4_096));
          elements.append(elements.length() == 0 ? "" : ", ").append(key).append(value);
        };
    inOrder.forEach(profile -> profile.gates(sink));
    devices.values().forEach(placed -> DeviceElements.write(placed, sink));
    elementsByPlace.forEach((place, elements) -> script.elements("add", place, elements));
    return script.commands();
  }

  /** The bindings a device gets: without further ones that another device holds. */
  private List<NetworkBinding> checked(
      Placement placement, @Nullable Placed before, Map<InetAddress, DeviceId> holders)
      throws RefusedException {
    List<NetworkBinding> bindings = new ArrayList<>();
    Set<InetAddress> addresses = new HashSet<>();
    for (NetworkBinding binding : new LinkedHashSet<>(placement.bindings())) {
      InetAddress address = binding.address();
      if (!host(address) || !addresses.add(address)) {
        throw new RefusedException(
            EnforcementErrors.UNENFORCEABLE, "not a host address: " + address.getHostAddress());
      }
      DeviceId holder = holders.getOrDefault(address, placement.device());
      if (holder.equals(placement.device())) {
        bindings.add(binding);
      } else if (addresses.size() == 1) {
        throw new RefusedException(
            EnforcementErrors.ADDRESS_TAKEN, address.getHostAddress() + " belongs to " + holder);
      } else {
        disputes.goesWithout(placement.device(), address, holder);
      }
    }
    if (before == null && devices.size() >= DEVICES_MAX_COUNT) {
      throw new RefusedException(
          EnforcementErrors.TOO_MANY_PROFILES, DEVICES_MAX_COUNT + " devices");
    }
    return List.copyOf(bindings);
  }

  private static boolean host(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.getHostAddress().equals("255.255.255.255");
  }

  /**
   * Replaces what a device has by something else, either of them possibly nothing. What is in both
   * stays untouched; what goes is deleted before anything is added.
   */
  private void exchange(@Nullable Placed before, @Nullable Placed after, Script script) {
    Map<Element, String> gone = before == null ? Map.of() : elements(before, script);
    if (before != null) {
      devices.remove(before.device());
      before.bindings().forEach(binding -> deviceByAddress.remove(binding.address()));
      groups.leave(before);
    }
    Script opening = script.sibling();
    Map<Element, String> come = Map.of();
    if (after != null) {
      profiles.acquire(after.profile(), names, nanoTime.getAsLong(), opening);
      devices.put(after.device(), after);
      after.bindings().forEach(b -> deviceByAddress.put(b.address(), after.device()));
      groups.join(after);
      come = elements(after, script);
      opening.blocks("inet", script.isSilent() ? List.of() : DeviceElements.limits(after));
    }
    differences(gone, come, "delete", script);
    if (before != null && before.limited()) {
      DeviceElements.limits(before)
          .forEach(limit -> script.add("delete " + at(limit.head(), script.table())));
    }
    script.addAll(opening);
    differences(come, gone, "add", script);
    if (before != null) {
      profiles.release(before.profile(), script);
    }
  }

  private static String at(String head, String table) {
    int space = head.indexOf(' ');
    return head.substring(0, space) + " inet " + table + head.substring(space);
  }

  private Map<Element, String> elements(Placed placed, Script script) {
    if (script.isSilent()) {
      return Map.of();
    }
    Map<Element, String> elements = new LinkedHashMap<>();
    ElementSink sink = (place, key, value) -> elements.put(new Element(place, key), value);
    DeviceElements.write(placed, sink);
    groups.write(placed, sink);
    return elements;
  }

  /** Tells of the elements that are in the first but not, or not the same, in the second. */
  private static void differences(
      Map<Element, String> some, Map<Element, String> others, String verb, Script script) {
    some.forEach(
        (element, value) -> {
          if (!value.equals(others.get(element))) {
            String text = verb.equals("add") ? element.key() + value : element.key();
            script.elements(verb, element.place(), text);
          }
        });
  }

  /** Deletes both tables, present or not. */
  static List<String> deleteTables(NftSettings settings) {
    return FAMILIES.stream()
        .map(family -> family + " " + settings.tableName())
        .flatMap(table -> Stream.of("add table " + table, "delete table " + table))
        .toList();
  }

  private static boolean later(long expiry, @Nullable Long known) {
    return known == null || expiry - known > 0;
  }
}
