package org.wardgate.integration.packets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A gateway between a ward with one pump and the outside, over IPv4 and IPv6. */
record Site(Node gateway, Node outside, Node pump) {
  static final String PUMP_MAC = "02:77:00:00:00:0b";
  static final String OUTSIDE_MAC = "02:51:00:00:00:02";

  List<Node> nodes() {
    return List.of(gateway, outside, pump);
  }

  /** Skips the test without root; in CI that is a failure. */
  static Site build() throws IOException {
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root, "real packets need root");
    }
    String prefix = "wgi" + ProcessHandle.current().pid() % 100_000;
    Site site = new Site(new Node(prefix + "g"), new Node(prefix + "o"), new Node(prefix + "p"));
    site.gateway.run("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    site.gateway.run("sysctl -qw net.ipv4.conf.all.rp_filter=0");
    site.gateway.run("ip link add br0 type bridge");
    site.gateway.run("ip addr add 10.77.0.1/24 dev br0");
    site.gateway.run("ip addr add fd77::1/64 dev br0 nodad");
    site.gateway.run("ip link set br0 up");
    site.gateway.run("ip link add p0 type veth peer name eth0 netns " + site.pump.name());
    site.gateway.run("ip link set p0 master br0 up");
    site.gateway.run("ip link add up0 type veth peer name eth0 netns " + site.outside.name());
    site.gateway.run("ip addr add 198.51.100.1/24 dev up0");
    site.gateway.run("ip addr add 2001:db8:1::1/64 dev up0 nodad");
    site.gateway.run("ip link set up0 up");
    host(site.outside, OUTSIDE_MAC, "198.51.100.2/24", "2001:db8:1::2/64");
    host(site.pump, PUMP_MAC, "10.77.0.11/24", "fd77::11/64");
    site.outside.run("ip route add default via 198.51.100.1");
    site.outside.run("ip -6 route add default via 2001:db8:1::1");
    site.pump.run("ip route add default via 10.77.0.1");
    site.pump.run("ip -6 route add default via fd77::1");
    return site;
  }

  private static void host(Node node, String mac, String ipv4, String ipv6) throws IOException {
    node.run("ip link set eth0 address " + mac);
    node.run("sysctl -qw net.ipv6.conf.eth0.accept_dad=0");
    node.run("ip addr add " + ipv4 + " dev eth0");
    node.run("ip addr add " + ipv6 + " dev eth0 nodad");
    node.run("ip link set eth0 up");
  }
}
