package org.wardgate.integration.updates;

import java.io.IOException;
import java.util.List;

/** A ward with a stranger's device, a gateway, and the outside, as network namespaces. */
final class Site implements AutoCloseable {
  static final String OUTSIDE = "203.0.113.13";

  private final String prefix = "wgu" + ProcessHandle.current().pid() % 100_000;

  Site() throws IOException {
    for (String role : List.of("g", "d", "o")) {
      Shell.run("ip netns add " + prefix + role);
      Shell.run("ip -n " + prefix + role + " link set lo up");
    }
    String g = gateway();
    in(g, "sysctl -qw net.ipv4.ip_forward=1");
    link("br0 type bridge", "br0", "10.77.0.1/24");
    Shell.run("ip -n " + g + " link add p1 type veth peer name eth0 netns " + device());
    Shell.run("ip -n " + g + " link set p1 master br0 up");
    link("up0 type veth peer name up0 netns " + outside(), "up0", "203.0.113.1/24");
    address(device(), "eth0", "10.77.0.11/24");
    address(outside(), "up0", OUTSIDE + "/24");
    Shell.run("ip -n " + device() + " route add default via 10.77.0.1");
    Shell.run("ip -n " + outside() + " route add default via 203.0.113.1");
  }

  private void link(String what, String name, String address) throws IOException {
    Shell.run("ip -n " + gateway() + " link add " + what);
    address(gateway(), name, address);
  }

  private static void address(String namespace, String name, String address) throws IOException {
    Shell.run("ip -n " + namespace + " addr add " + address + " dev " + name);
    Shell.run("ip -n " + namespace + " link set " + name + " up");
  }

  static String in(String namespace, String line) throws IOException {
    return Shell.run("ip netns exec " + namespace + " " + line);
  }

  String gateway() {
    return prefix + "g";
  }

  String device() {
    return prefix + "d";
  }

  String outside() {
    return prefix + "o";
  }

  @Override
  public void close() throws IOException {
    for (String role : List.of("d", "o", "g")) {
      Shell.run("ip netns del " + prefix + role);
    }
  }
}
