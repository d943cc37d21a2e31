package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A gateway, an outside, and devices that each have a wire and a hardware address of their own. The
 * devices share one namespace; which wire a packet takes is decided by its source address.
 */
final class FloodWard {
  static final String OUTSIDE = "198.51.100.2";
  static final String NOBODY = "203.0.113.1";
  static final int ECHO_PORT = 4_000;

  /** Addresses that no device has; they leave by the last wire. */
  static final int FRESH_COUNT = 500;

  private static final String GATEWAY = "10.77.0.1";
  private static final String GATEWAY_MAC = "02:76:00:00:00:01";
  private static final int FIRST_TABLE = 100;

  final String gateway;
  final String devices;
  final String outside;

  FloodWard(Namespaces namespaces, int devicesCount) throws IOException {
    gateway = namespaces.add("gw");
    devices = namespaces.add("dev");
    outside = namespaces.add("out");
    Namespaces.run(gateway, "sysctl -qw net.ipv4.ip_forward=1");
    List<String> gatewayLines = new ArrayList<>();
    gatewayLines.add("link add br0 address " + GATEWAY_MAC + " type bridge");
    gatewayLines.add("addr add " + GATEWAY + "/16 dev br0");
    gatewayLines.add("link set br0 up");
    gatewayLines.add("link add up0 type veth peer name eth0 netns " + outside);
    gatewayLines.add("addr add 198.51.100.1/24 dev up0");
    gatewayLines.add("link set up0 up");
    List<String> deviceLines = new ArrayList<>();
    for (int device = 0; device < devicesCount; device++) {
      gatewayLines.add(
          "link add p" + device + " type veth peer name w" + device + " netns " + devices);
      gatewayLines.add("link set p" + device + " master br0 up");
      gatewayLines.add("neigh replace " + address(device) + " lladdr " + mac(device) + " dev br0");
      deviceLines.addAll(wire(device));
    }
    for (int i = 0; i < FRESH_COUNT; i++) {
      deviceLines.add("addr add " + fresh(i) + "/32 dev lo");
    }
    deviceLines.add("rule add from 10.77.8.0/21 lookup " + (FIRST_TABLE + devicesCount - 1));
    // where a flood goes that shall cost the machine, but no gateway
    deviceLines.add("link add nowhere0 type veth peer name nowhere1");
    deviceLines.add("link set nowhere1 up");
    deviceLines.add("link set nowhere0 up");
    deviceLines.add("route add " + NOBODY + " dev nowhere0");
    deviceLines.add("neigh replace " + NOBODY + " lladdr " + GATEWAY_MAC + " dev nowhere0");
    Namespaces.batch(gateway, gatewayLines);
    Namespaces.batch(devices, deviceLines);
    Namespaces.batch(
        outside,
        List.of(
            "addr add " + OUTSIDE + "/24 dev eth0",
            "link set eth0 up",
            "route add 10.77.0.0/16 via 198.51.100.1"));
  }

  private static List<String> wire(int device) {
    String wire = "w" + device;
    int table = FIRST_TABLE + device;
    return List.of(
        "link set " + wire + " address " + mac(device) + " up",
        "addr add " + address(device) + "/16 dev " + wire + " noprefixroute",
        "neigh replace " + GATEWAY + " lladdr " + GATEWAY_MAC + " dev " + wire,
        "route add default via " + GATEWAY + " dev " + wire + " onlink table " + table,
        "rule add from " + address(device) + " lookup " + table);
  }

  static String address(int device) {
    return "10.77.1." + (device + 1);
  }

  static String mac(int device) {
    return String.format(Locale.ROOT, "02:77:00:00:01:%02x", device + 1);
  }

  /**
   * An address that is nobody's.
   *
   * @param i 0 to {@link #FRESH_COUNT} - 1
   */
  static String fresh(int i) {
    return "10.77." + (8 + i / 250) + "." + (i % 250 + 1);
  }
}
