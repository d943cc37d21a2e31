package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.PolicyUsage;
import org.wardgate.api.enforcement.PolicyUsage.Traffic;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.enforcement.nft.FamilyPlan.NamedLayer;

/** Adds up counters for the devices and rules whose they are. */
final class Tally {
  private final Ledger ledger;
  private final Map<DeviceId, Traffic> devices = new HashMap<>();
  private final Map<ProfileId, Map<String, Long>> rules = new HashMap<>();
  private final Map<String, Holder> holders = new HashMap<>();

  /** A set, with its entries by what they look like there. */
  private record Holder(Profile profile, boolean sent, Map<Box, List<Entry>> entries) {
    Holder(Profile profile, NamedLayer named) {
      this(profile, named.sent(), new HashMap<>());
      for (Entry entry : named.layer().entries()) {
        entries.merge(
            entry.box(),
            List.of(entry),
            (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
      }
    }
  }

  Tally(Ledger ledger) {
    this.ledger = ledger;
    ledger.deviceByAddress().values().forEach(device -> devices.put(device, Traffic.NONE));
    for (Profile profile : ledger.profiles()) {
      Map<String, Long> unused = new HashMap<>();
      profile.policy().fromDevice().forEach(rule -> unused.put(rule.name(), 0L));
      profile.policy().toDevice().forEach(rule -> unused.put(rule.name(), 0L));
      rules.put(profile.policy().id(), unused);
      for (FamilyPlan family : profile.plan().open()) {
        for (NamedLayer named : family.layers()) {
          String set = "p" + profile.number() + named.suffix();
          holders.put(set, new Holder(profile, named));
        }
      }
    }
  }

  /** Takes the counter of an element. */
  void count(String set, String key, long packets, long bytes) {
    if (set.startsWith("dev_from")) {
      traffic(key.split(" \\. ", 2)[0], new Traffic(packets, bytes, 0, 0));
    } else if (set.startsWith("dev_to")) {
      traffic(key, new Traffic(0, 0, packets, bytes));
    } else if (packets > 0 && holders.containsKey(set)) {
      Box.ofListing(key).ifPresent(box -> rule(holders.get(set), box, key, packets));
    }
  }

  private void traffic(String address, Traffic more) {
    Optional<InetAddress> whose = AddressRange.address(address);
    DeviceId device = whose.map(ledger.deviceByAddress()::get).orElse(null);
    if (device != null) {
      devices.merge(device, more, Tally::sum);
    }
  }

  private static Traffic sum(Traffic a, Traffic b) {
    return new Traffic(
        a.sentPackets() + b.sentPackets(),
        a.sentBytes() + b.sentBytes(),
        a.receivedPackets() + b.receivedPackets(),
        a.receivedBytes() + b.receivedBytes());
  }

  private void rule(Holder holder, Box box, String key, long packets) {
    owner(holder, box, key)
        .ifPresent(
            entry -> {
              Profile profile = holder.profile();
              List<FlowRule> list =
                  holder.sent() ? profile.policy().fromDevice() : profile.policy().toDevice();
              Map<String, Long> counts = rules.getOrDefault(profile.policy().id(), new HashMap<>());
              counts.merge(list.get(entry.rule()).name(), packets, Long::sum);
            });
  }

  /** The first rule that put the element there, as far as that is still known. */
  private Optional<Entry> owner(Holder holder, Box box, String key) {
    List<Entry> exact = holder.entries().get(box);
    if (exact != null) {
      return Optional.of(exact.get(0));
    }
    Box template = box.withRemote(AddressRange.all(box.remote().family()));
    List<Entry> some = holder.entries().getOrDefault(template, List.of());
    return AddressRange.address(key.substring(key.lastIndexOf(' ') + 1))
        .flatMap(address -> some.stream().filter(entry -> has(entry, address)).findFirst())
        .or(() -> some.stream().findFirst());
  }

  private boolean has(Entry entry, InetAddress address) {
    return entry.admits(address)
        && ledger.names().soonestExpiry(entry.names(), address).isPresent();
  }

  PolicyUsage usage() {
    Map<ProfileId, Map<String, Long>> copy = new HashMap<>();
    rules.forEach((profile, counts) -> copy.put(profile, Map.copyOf(counts)));
    return new PolicyUsage(devices, copy);
  }
}
