package org.wardgate.enforcement.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The parts of the table that no policy changes: hooks, the gates before the profiles, what a
 * denied packet meets, and what may be asked of the gateway itself.
 */
final class TableText {
  /** Reports and drops a packet of the ward. */
  static final String VIOLATION = "vio";

  /** Second half of the way: may the packet reach where it goes? */
  static final String TO_GATE = "to_gate";

  /** Drops a packet to a device; reported if it comes from the ward. */
  static final String DENIED_TO = "den_to";

  /** The bit of the packet mark that the routing barrier wants to see. */
  static final String PASS_BIT = "0x00000001";

  /** Chains that do not depend on policies; compared with the kernel now and then. */
  static final List<String> FIXED_CHAINS =
      List.of(
          "vio",
          "den_to",
          "to_gate",
          "pre_ward",
          "prerouting",
          "from_ward",
          "forward",
          "in_ward",
          "input",
          "output");

  private static final String PLACED = "ip saddr . ether saddr @placed ";
  private static final String PLACED6 = "ip6 saddr . ether saddr @placed6 ";
  private static final String MARKED = "meta mark set meta mark or " + PASS_BIT;

  /** The address an NDP message is about (RFC 4861 §4.4), of which nft 1.0.6 knows no name. */
  private static final String TARGET = "@th,64,128";

  private final NftSettings settings;
  private final String ward;

  TableText(NftSettings settings) {
    this.settings = settings;
    this.ward = '"' + settings.wardInterface() + '"';
  }

  /** Sets that must be there before profiles; {@code elements} are added by commands. */
  List<Block> blocks(String marker) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block("set " + marker, List.of("type ipv4_addr")));
    blocks.add(new Block("set placed", List.of("type ipv4_addr . ether_addr")));
    blocks.add(new Block("set addrs", List.of("type ipv4_addr")));
    blocks.add(new Block("set placed6", List.of("type ipv6_addr . ether_addr")));
    blocks.add(new Block("set addrs6", List.of("type ipv6_addr")));
    blocks.add(new Block("set nd_placed", List.of("typeof " + TARGET + " . ether saddr")));
    blocks.add(new Block("set nd_addrs", List.of("typeof " + TARGET)));
    devices("", "ipv4_addr", blocks);
    devices("6", "ipv6_addr", blocks);
    blocks.add(
        new Block(
            "set talkers",
            List.of("type ether_addr", "size 4096", "flags dynamic,timeout", "timeout 10s")));
    denials(blocks);
    forwarding(blocks);
    gateway(blocks);
    return blocks;
  }

  /**
   * Devices lead to a number and numbers to chains: where an element is itself a verdict, the
   * kernel walks all of them at each change, to see that no chain leads back to itself.
   */
  private static void devices(String digit, String address, List<Block> blocks) {
    String pair = "type " + address + " . ether_addr : mark";
    blocks.add(new Block("map dev_from" + digit, List.of(pair, "counter")));
    blocks.add(new Block("map dev_to" + digit, List.of("type " + address + " : mark", "counter")));
    blocks.add(new Block("map go_from" + digit, List.of("type mark : verdict")));
    blocks.add(new Block("map go_to" + digit, List.of("type mark : verdict")));
  }

  /** One rule, so that who has no number gets no further in it, whatever mark was there before. */
  private static String go(String key, String way) {
    return "meta mark set " + key + " map @dev_" + way + " meta mark vmap @go_" + way;
  }

  /** By which number a profile's devices go; it passes the barrier. */
  static String number(int profile) {
    return String.format(Locale.ROOT, "0x%04x0001", profile);
  }

  /**
   * The table that sees ARP. The gateway answers for the neighbours of a placed device only (its
   * mark passes the routing barrier), and nobody may speak for a placed device's address.
   */
  List<Block> arpBlocks(String marker) {
    return List.of(
        new Block("set " + marker, List.of("type ipv4_addr")),
        new Block("set placed", List.of("type ipv4_addr . ether_addr")),
        new Block("set addrs", List.of("type ipv4_addr")),
        new Block(
            "chain input",
            List.of(
                "type filter hook input priority filter",
                "policy accept",
                "iifname != " + ward + " accept",
                "arp saddr ip . arp saddr ether @placed " + MARKED + " accept",
                "arp saddr ip @addrs counter drop")));
  }

  private void denials(List<Block> blocks) {
    blocks.add(
        new Block(
            "chain " + VIOLATION,
            List.of(
                // per talker, then all together: one flood hides no other device for long
                "update @talkers { ether saddr limit rate 100/second burst 200 packets }"
                    + " limit rate 2000/second burst 2000 packets"
                    + " log prefix \"wardgate\" group "
                    + settings.nflogGroup()
                    + " snaplen 128 queue-threshold 1",
                "counter drop")));
    blocks.add(
        new Block(
            "chain " + DENIED_TO,
            List.of("iifname " + ward + " goto " + VIOLATION, "counter drop")));
  }

  private void forwarding(List<Block> blocks) {
    blocks.add(
        new Block(
            "chain " + TO_GATE,
            List.of(
                "oifname " + ward + " " + go("ip daddr", "to"),
                "oifname " + ward + " " + go("ip6 daddr", "to6"),
                "oifname " + ward + " goto " + DENIED_TO,
                "accept")));
    blocks.add(
        new Block(
            "chain pre_ward",
            List.of(
                PLACED + MARKED + " accept",
                PLACED6 + MARKED + " accept",
                "fib daddr type { local, broadcast, multicast } accept",
                "goto " + VIOLATION)));
    blocks.add(
        new Block(
            "chain prerouting",
            List.of(
                "type filter hook prerouting priority mangle",
                "policy accept",
                "iifname " + ward + " goto pre_ward",
                "ip daddr @addrs " + MARKED,
                "ip6 daddr @addrs6 " + MARKED)));
    blocks.add(
        new Block(
            "chain from_ward",
            List.of(
                "ct state invalid counter drop",
                go("ip saddr . ether saddr", "from"),
                go("ip6 saddr . ether saddr", "from6"),
                "goto " + VIOLATION)));
    blocks.add(
        new Block(
            "chain forward",
            List.of(
                "type filter hook forward priority filter",
                "policy accept",
                "iifname " + ward + " goto from_ward",
                "oifname " + ward + " ct state invalid counter drop",
                "oifname " + ward + " goto " + TO_GATE)));
  }

  private void gateway(List<Block> blocks) {
    List<String> rules = new ArrayList<>();
    // what a device began is looked at again each time: its place may be gone
    // only of a device itself: whoever answers for others, a DNS server say, is not heard
    for (String placed : List.of(PLACED, PLACED6)) {
      rules.add(placed + "ct state established ct direction reply accept");
      rules.add(placed + "ct state related accept");
    }
    if (!settings.strangerUdpPorts().isEmpty()) {
      rules.add("udp dport { " + list(settings.strangerUdpPorts()) + " } accept");
    }
    if (!settings.memberPorts().isEmpty()) {
      String ports =
          "meta l4proto { tcp, udp } th dport { " + list(settings.memberPorts()) + " } accept";
      rules.add(PLACED + ports);
      rules.add(PLACED6 + ports);
    }
    rules.add("icmp type echo-request limit rate 50/second burst 50 packets accept");
    rules.add("icmpv6 type echo-request limit rate 50/second burst 50 packets accept");
    neighbourDiscovery(rules);
    rules.add("fib daddr type { broadcast, multicast } counter drop");
    rules.add("goto " + VIOLATION);
    blocks.add(new Block("chain in_ward", rules));
    blocks.add(
        new Block(
            "chain input",
            List.of(
                "type filter hook input priority filter",
                "policy accept",
                "iifname " + ward + " goto in_ward")));
    // RFC 4861 §8.2: a device told to reach its neighbour directly would find nobody there
    blocks.add(
        new Block(
            "chain output",
            List.of(
                "type filter hook output priority filter",
                "policy accept",
                "oifname " + ward + " icmpv6 type nd-redirect drop")));
  }

  /**
   * As with ARP, nobody may speak for a placed device's address: not as the sender of a question,
   * whose address is learnt (RFC 4861 §7.2.3), nor about it (§7.2.5).
   */
  private static void neighbourDiscovery(List<String> rules) {
    String asks = "icmpv6 type { nd-neighbor-solicit, nd-router-solicit } ";
    String says = "icmpv6 type nd-neighbor-advert ";
    String near = "ip6 hoplimit 255 "; // §7.1: it has not crossed a router
    rules.add(asks + near + PLACED6 + "accept");
    rules.add(asks + "ip6 saddr @addrs6 counter drop");
    rules.add(says + near + TARGET + " . ether saddr @nd_placed accept");
    rules.add(says + TARGET + " @nd_addrs counter drop");
    rules.add(
        "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit } "
            + near
            + "accept");
  }

  private static String list(List<Integer> ports) {
    return String.join(", ", ports.stream().map(Object::toString).toList());
  }
}
