package org.wardgate.integration.packets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.integration.packets.Probe.Spot;

/**
 * A ward with four devices on isolated ports, a gateway, and beyond it a server network of the
 * hospital and the outside. Shared by many cases; each ends by taking its devices out of force.
 */
final class MudWard implements AutoCloseable {
  static final int DEVICES_COUNT = 4;
  static final List<String> LOCAL_NETWORKS =
      List.of("10.77.0.0/24", "10.0.0.0/24", "fd00:77::/64", "fd00:10::/64");

  final Node gateway;
  private final Node far;
  private final List<Node> devices = new ArrayList<>();
  private final List<String> macs = new ArrayList<>();
  private final List<String> placed = new ArrayList<>();
  private final Traffic traffic;

  MudWard(String role) throws IOException {
    String prefix = "wgm" + ProcessHandle.current().pid() % 100_000 + role;
    gateway = new Node(prefix + "g");
    far = new Node(prefix + "f");
    gateway.run("sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
    gateway.run("ip link add br0 type bridge");
    addresses(gateway, "br0", "10.77.0.1/24", "fd00:77::1/64");
    gateway.run("sysctl -qw net.ipv4.conf.br0.proxy_arp_pvlan=1 net.ipv4.neigh.br0.proxy_delay=0");
    gateway.run("sysctl -qw net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.br0.send_redirects=0");
    link("srv0", "10.0.0.254/24", "fd00:10::fe/64");
    link("up0", "203.0.113.1/24", "2001:db8:113::1/64");
    for (int host = 4; host <= 8; host++) {
      addresses(far, "srv0", "10.0.0." + host + "/24", "fd00:10::" + host + "/64");
    }
    for (int host = 13; host <= 14; host++) {
      addresses(far, "up0", "203.0.113." + host + "/24", "2001:db8:113::" + host + "/64");
    }
    far.run("ip route add 10.77.0.0/24 via 203.0.113.1");
    far.run("ip route add fd00:77::/64 via 2001:db8:113::1");
    for (int number = 1; number <= DEVICES_COUNT; number++) {
      devices.add(device(new Node(prefix + "d" + number), number));
    }
    traffic = new Traffic();
  }

  /** Skips without root, but not where everything has to run. */
  static void assumeRoot() throws IOException {
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root, "real packets need root");
    }
  }

  private void link(String name, String address4, String address6) throws IOException {
    gateway.run("ip link add " + name + " type veth peer name " + name + " netns " + far.name());
    addresses(gateway, name, address4, address6);
  }

  private static void addresses(Node node, String name, String address4, String address6)
      throws IOException {
    node.run("ip addr add " + address4 + " dev " + name);
    node.run("ip addr add " + address6 + " dev " + name + " nodad");
    node.run("ip link set " + name + " up");
  }

  private Node device(Node device, int number) throws IOException {
    gateway.run("ip link add p" + number + " type veth peer name eth0 netns " + device.name());
    gateway.run("ip link set p" + number + " master br0 up");
    gateway.run("bridge link set dev p" + number + " isolated on");
    String mac = String.format("02:77:00:00:00:%02x", 10 + number);
    macs.add(mac);
    device.run("ip link set eth0 address " + mac);
    device.run("sysctl -qw net.ipv6.conf.eth0.accept_redirects=0");
    // with IPv6 the ward's prefix is not on link: neighbours are reached through the gateway
    addresses(device, "eth0", address4(number) + "/24", address6(number) + "/128");
    device.run("ip route add default via 10.77.0.1");
    device.run("ip -6 route add fd00:77::1 dev eth0");
    device.run("ip -6 route add default via fd00:77::1");
    return device;
  }

  static String address4(int device) {
    return "10.77.0." + (10 + device);
  }

  static String address6(int device) {
    return "fd00:77::" + (10 + device);
  }

  /**
   * A device's address.
   *
   * @param device 1 to {@link #DEVICES_COUNT}
   */
  Spot device(int device, Family family) {
    String address = family == Family.IPV4 ? address4(device) : address6(device);
    return new Spot(devices.get(device - 1).name(), address);
  }

  /**
   * A host of the hospital's server network.
   *
   * @param host 4 to 8
   */
  Spot server(int host, Family family) {
    return new Spot(far.name(), (family == Family.IPV4 ? "10.0.0." : "fd00:10::") + host);
  }

  /**
   * A host outside.
   *
   * @param host 13 or 14
   */
  Spot outside(int host, Family family) {
    return new Spot(far.name(), (family == Family.IPV4 ? "203.0.113." : "2001:db8:113::") + host);
  }

  String mac(int device) {
    return macs.get(device - 1);
  }

  /** Gives a device another hardware address. */
  void mac(int device, String mac) throws IOException {
    macs.set(device - 1, mac);
    Node node = devices.get(device - 1);
    node.run("ip link set eth0 address " + mac);
    gateway.run("ip neigh flush dev br0");
  }

  /** Puts a device in force with both its addresses and a policy that was compiled before. */
  void place(GatewayProgram program, int device, String key) throws IOException {
    placed.add("device-" + device);
    String addresses = address4(device) + "," + address6(device);
    program.enforce(String.join(" ", "place", "device-" + device, key, mac(device), addresses));
  }

  /** Takes every device out of force. */
  void clear(GatewayProgram program) throws IOException {
    for (String device : placed) {
      program.enforce("remove " + device);
    }
    placed.clear();
  }

  void check(List<Probe> probes) throws IOException {
    traffic.check(probes);
  }

  Traffic traffic() {
    return traffic;
  }

  @Override
  public void close() throws IOException {
    traffic.close();
    for (Node device : devices) {
      device.close();
    }
    far.close();
    gateway.close();
  }
}
