package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lanes from one namespace of devices, each through its own gateway, to one outside. */
final class Topology {
  final String devices;
  final String outside;
  private final Namespaces namespaces;

  Topology(Namespaces namespaces) throws IOException {
    this.namespaces = namespaces;
    devices = namespaces.add("dev");
    outside = namespaces.add("out");
  }

  /** Makes a lane; the name of its gateway's namespace. */
  String gateway(Lane lane) throws IOException {
    int n = lane.number();
    String gateway = namespaces.add("gw" + n);
    Namespaces.run(gateway, "sysctl -qw net.ipv4.ip_forward=1");
    Namespaces.batch(
        gateway,
        List.of(
            "link add br0 address " + lane.gatewayMac() + " type bridge",
            "addr add " + lane.gatewayAddress() + "/16 dev br0",
            "link set br0 up",
            "link add p0 type veth peer name w" + n + " netns " + devices,
            "link set p0 master br0 up",
            "link add up0 type veth peer name u" + n + " netns " + outside,
            "addr add " + lane.link(true) + "/30 dev up0",
            "link set up0 up",
            "route add " + lane.outsideNetwork() + " via " + lane.link(false)));
    Namespaces.batch(outside, outsideLines(lane));
    Namespaces.batch(devices, deviceLines(lane));
    return gateway;
  }

  private static List<String> outsideLines(Lane lane) {
    List<String> lines = new ArrayList<>();
    lines.add("addr add " + lane.link(false) + "/30 dev u" + lane.number());
    lines.add("link set u" + lane.number() + " up");
    lines.add("route add " + lane.wardNetwork() + " via " + lane.link(true));
    // what arrives is dropped as early as a router can
    lines.add("route add blackhole " + lane.outsideNetwork());
    hosts(lane).forEach(host -> lines.add("addr add " + host + "/32 dev lo"));
    return lines;
  }

  private static List<String> deviceLines(Lane lane) {
    String wire = "w" + lane.number();
    List<String> lines = new ArrayList<>();
    lines.add("link set " + wire + " address " + lane.senderMac() + " up");
    for (int sender : lane.senders()) {
      lines.add("addr add " + lane.device(sender) + "/16 dev " + wire);
    }
    lines.add(
        "neigh replace "
            + lane.gatewayAddress()
            + " lladdr "
            + lane.gatewayMac()
            + " nud permanent dev "
            + wire);
    lines.add("route add " + lane.outsideNetwork() + " via " + lane.gatewayAddress());
    return lines;
  }

  /** Hosts that answer greetings. */
  static Set<String> hosts(Lane lane) {
    return lane.senders().stream().map(lane::host).collect(Collectors.toCollection(TreeSet::new));
  }
}
