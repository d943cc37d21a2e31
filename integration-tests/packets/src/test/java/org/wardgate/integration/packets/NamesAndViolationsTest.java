package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The resolver, the rules and the violation source together, over real packets. */
@Tag("root")
class NamesAndViolationsTest {
  private static final String OUTSIDE = "198.51.100.2";
  private static final String GATEWAY = "10.77.0.1";
  private static final String MAC = "02:77:00:00:00:0b";

  private List<Node> nodes = List.of();

  @BeforeEach
  void build() throws IOException {
    boolean root = Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(root, "real packets need root");
    }
    String prefix = "wgi" + ProcessHandle.current().pid() % 100_000;
    Node gateway = new Node(prefix + "g");
    Node outside = new Node(prefix + "o");
    Node pump = new Node(prefix + "p");
    nodes = List.of(gateway, outside, pump);
    gateway.run("sysctl -qw net.ipv4.ip_forward=1");
    gateway.run("ip link add br0 type bridge");
    gateway.run("ip addr add " + GATEWAY + "/24 dev br0");
    gateway.run("ip link set br0 up");
    gateway.run("ip link add p0 type veth peer name eth0 netns " + pump.name());
    gateway.run("ip link set p0 master br0 up");
    gateway.run("ip link add up0 type veth peer name eth0 netns " + outside.name());
    gateway.run("ip addr add 198.51.100.1/24 dev up0");
    gateway.run("ip link set up0 up");
    outside.run("ip addr add " + OUTSIDE + "/24 dev eth0");
    outside.run("ip link set eth0 up");
    outside.run("ip route add default via 198.51.100.1");
    pump.run("ip link set eth0 address " + MAC);
    pump.run("ip addr add 10.77.0.11/24 dev eth0");
    pump.run("ip link set eth0 up");
    pump.run("ip route add default via " + GATEWAY);
    gateway.start(GatewayMain.class);
    outside.start(HostMain.class);
    pump.start(HostMain.class);
    outside.tell("dns " + OUTSIDE + " " + OUTSIDE);
    outside.await("serving");
    outside.tell("listen " + OUTSIDE + " 4000");
    outside.await("listening");
  }

  @AfterEach
  void tearDown() throws IOException {
    for (Node node : nodes) {
      node.close();
    }
  }

  @Test
  void anAddressIsInForceBeforeTheDeviceHearsIt() throws IOException {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");
    pump.tell("send " + OUTSIDE + " 4000 too-early");
    gateway.await("denied 10.77.0.11 " + MAC);

    pump.tell("resolve " + GATEWAY + " telemetry.example");
    gateway.await("resolved telemetry.example");
    assertThat(pump.saw("answer")).isFalse();
    assertThat(rules(gateway)).noneMatch(line -> line.contains(OUTSIDE));
    gateway.tell("go");
    pump.await("answer NOERROR " + OUTSIDE);
    assertThat(rules(gateway)).anyMatch(line -> line.contains(OUTSIDE));

    pump.tell("send " + OUTSIDE + " 4000 in-force");
    outside.await("got in-force");
    assertThat(outside.saw("got too-early")).isFalse();
  }

  @Test
  void anAnswerThatNobodyPutsInForceIsAFailure() {
    Node gateway = nodes.get(0);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");

    pump.tell("resolve " + GATEWAY + " telemetry.example");

    pump.await("answer SERVFAIL");
  }

  @Test
  void aPortScanIsTold() {
    Node gateway = nodes.get(0);
    Node outside = nodes.get(1);
    Node pump = nodes.get(2);
    gateway.tell("bind 10.77.0.11");
    gateway.await("placed " + MAC + " Enforced");

    for (int port = 1; !gateway.saw("denied 10.77.0.11 " + MAC + " scan"); port++) {
      assertThat(port).isLessThan(60_000);
      pump.tell("send " + OUTSIDE + " " + (4000 + port) + " scan" + port);
      if (port % 50 == 0) {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    }

    assertThat(outside.saw("got scan")).isFalse();
  }

  private static List<String> rules(Node gateway) throws IOException {
    return gateway.run("nft list table inet wardgate");
  }
}
