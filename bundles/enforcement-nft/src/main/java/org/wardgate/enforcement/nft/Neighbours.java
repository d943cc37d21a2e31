package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.PortRange;

/** Joins entries that touch in one dimension and are equal in all others. */
final class Neighbours {
  private static final Comparator<PortRange> PORT_ORDER = Comparator.comparingInt(PortRange::first);

  private Neighbours() {}

  /** Fewer entries that cover the same; a joined one counts for the first of its rules. */
  static Collection<Entry> joined(List<Entry> entries) {
    List<Entry> byRemotePort =
        join(
            entries,
            box -> box.withRemotePorts(PortRange.ANY),
            Comparator.comparing(Box::remotePorts, PORT_ORDER),
            (a, b) -> touch(a.remotePorts(), b.remotePorts()),
            (a, b) -> a.withRemotePorts(union(a.remotePorts(), b.remotePorts())));
    List<Entry> byDevicePort =
        join(
            byRemotePort,
            box -> box.withDevicePorts(PortRange.ANY),
            Comparator.comparing(Box::devicePorts, PORT_ORDER),
            (a, b) -> touch(a.devicePorts(), b.devicePorts()),
            (a, b) -> a.withDevicePorts(union(a.devicePorts(), b.devicePorts())));
    return join(
        byDevicePort,
        box -> box.withRemote(AddressRange.all(Family.IPV4)),
        Comparator.comparing(box -> box.remote().first()),
        (a, b) -> touch(a.remote(), b.remote()),
        (a, b) -> a.withRemote(union(a.remote(), b.remote())));
  }

  private static List<Entry> join(
      List<Entry> entries,
      UnaryOperator<Box> others,
      Comparator<Box> order,
      BiPredicate<Box, Box> touch,
      BiFunction<Box, Box, Box> union) {
    List<Entry> joined = new ArrayList<>();
    Map<Entry, List<Entry>> alike = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.dynamic()) {
        joined.add(entry); // its addresses are not known yet
      } else {
        Entry key = Entry.fixed(0, others.apply(entry.box()), entry.groups());
        alike.computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
      }
    }
    for (List<Entry> some : alike.values()) {
      some.sort(Comparator.comparing(Entry::box, order));
      Entry current = some.get(0);
      for (Entry next : some.subList(1, some.size())) {
        if (touch.test(current.box(), next.box())) {
          Box box = union.apply(current.box(), next.box());
          int rule = Math.min(current.rule(), next.rule());
          current = Entry.fixed(rule, box, current.groups());
        } else {
          joined.add(current);
          current = next;
        }
      }
      joined.add(current);
    }
    return joined;
  }

  private static boolean touch(PortRange lower, PortRange upper) {
    return upper.first() <= lower.last() + 1;
  }

  private static boolean touch(AddressRange lower, AddressRange upper) {
    return lower.overlaps(upper) || lower.last().next().equals(upper.first());
  }

  private static PortRange union(PortRange lower, PortRange upper) {
    return new PortRange(lower.first(), Math.max(lower.last(), upper.last()));
  }

  private static AddressRange union(AddressRange lower, AddressRange upper) {
    return new AddressRange(
        lower.family(), lower.first(), IpNumber.max(lower.last(), upper.last()));
  }
}
