package org.wardgate.emulators.net;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is said to {@code ip} and to the kernel's settings; only numbers of our own go in. */
final class NetworkScripts {
  /** The demo is IPv4 only; nothing may slip past on the other family. */
  static final String NO_IPV6 =
      """
      if [ -d /proc/sys/net/ipv6 ]; then
        echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
        echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
      fi
      """;

  /** It forwards, and never tells devices a shorter way. */
  static final String GATEWAY_SETTINGS =
      """
      cd /proc/sys/net/ipv4
      echo 1 > ip_forward
      for i in all default; do
        echo 0 > conf/$i/send_redirects
        echo 0 > conf/$i/rp_filter
      done
      """;

  /** It answers ARP at once for a neighbour behind another isolated port. */
  static final String BRIDGE_SETTINGS =
      """
      cd /proc/sys/net/ipv4
      echo 1 > conf/br0/proxy_arp_pvlan
      echo 0 > conf/br0/send_redirects
      echo 0 > neigh/br0/proxy_delay
      """;

  /** Each interface answers for its own address only, and takes packets of the other devices. */
  static final String WARD_SETTINGS =
      """
      cd /proc/sys/net/ipv4/conf
      for i in all default; do
        echo 0 > $i/rp_filter
        echo 1 > $i/accept_local
        echo 1 > $i/arp_ignore
        echo 2 > $i/arp_announce
      done
      """;

  private static final String UPLINK_GATEWAY = "198.51.100.1";
  private static final String UPLINK_WORLD = "198.51.100.2";

  private final Plan plan;
  private final List<Plan.Slot> slots;

  NetworkScripts(Plan plan, int devicesCount) {
    this.plan = plan;
    this.slots = IntStream.range(0, devicesCount).mapToObj(plan::slot).toList();
  }

  /** Bridge, uplink and the gateway's end of every wire; makes the other ends too. */
  String gateway(String ward, String world) {
    String head =
        """
        link set lo up
        link add br0 type bridge forward_delay 0 mcast_snooping 0
        addr add %s/24 dev br0
        link set br0 up
        link add uplink type veth peer name uplink netns %s
        addr add %s/24 dev uplink
        link set uplink up
        route add default via %s
        """
            .formatted(plan.coaps().address(), world, UPLINK_GATEWAY, UPLINK_WORLD);
    return head + lines(slot -> wire(slot, ward));
  }

  private static String wire(Plan.Slot slot, String ward) {
    return """
    link add %1$s type veth peer name %2$s address %3$s netns %4$s
    link set %1$s master br0 up
    link set %1$s type bridge_slave isolated on
    """
        .formatted(slot.bridgePort(), slot.deviceInterface(), slot.mac(), ward);
  }

  /** The outside: every server has its own address. */
  String world() {
    String addresses =
        Stream.of(plan.maker(), plan.telemetry(), plan.nurseStation(), plan.dns(), plan.broker())
            .map(endpoint -> "addr add " + endpoint.address() + "/32 dev lo\n")
            .collect(Collectors.joining());
    return """
    link set lo up
    addr add %s/24 dev uplink
    link set uplink up
    route add %s via %s
    """
            .formatted(UPLINK_WORLD, plan.wardCidr(), UPLINK_GATEWAY)
        + addresses;
  }

  /** The devices: own interface, own address, own routes, and no short cut between them. */
  String ward() {
    return "link set lo up\n"
        + lines(slot -> device(slot, plan.coaps().address(), plan.wardCidr()))
        + "rule add pref 20 to 127.0.0.0/8 lookup local\nrule del pref 0\n";
  }

  private static String device(Plan.Slot slot, String gateway, String cidr) {
    return """
    addr add %1$s/32 dev %2$s
    link set %2$s up
    rule add pref 10 iif %2$s lookup local
    rule add pref 100 from %1$s lookup %3$d
    route add %5$s dev %2$s src %1$s table %3$d
    route add default via %4$s dev %2$s src %1$s table %3$d
    """
        .formatted(slot.address(), slot.deviceInterface(), slot.routingTable(), gateway, cidr);
  }

  private String lines(java.util.function.Function<Plan.Slot, String> each) {
    return slots.stream().map(each).collect(Collectors.joining());
  }
}
