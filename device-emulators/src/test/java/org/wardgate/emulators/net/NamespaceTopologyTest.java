package org.wardgate.emulators.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.emulators.net.Topology.Place;

/** Needs the right to make network namespaces. */
class NamespaceTopologyTest {
  private static final String PREFIX = "wgtest";
  private static final int DEVICES = 3;

  private NamespaceTopology topology;

  NamespaceTopologyTest() throws IOException {
    boolean possible = NamespaceTopology.possible();
    assumeTrue(
        possible || "true".equals(System.getenv("CI")), "no right to make network namespaces");
    topology = NamespaceTopology.open(PREFIX, DEVICES, false);
  }

  @BeforeEach
  void countForwardedPackets() throws IOException {
    inGateway(
        "nft",
        "add table ip watch; add chain ip watch forward { type filter hook forward priority 0; };"
            + " add rule ip watch forward iifname br0 oifname br0 counter accept");
  }

  @AfterEach
  void close() {
    topology.close();
  }

  @Test
  void packetsBetweenTwoDevicesPassTheGateway() throws IOException {
    ping("10.77.0.11", "10.77.0.12");
    assertThat(inGateway("nft", "list", "chain", "ip", "watch", "forward")).contains("packets 2 ");
  }

  @Test
  void theGatewaySeesTheTrueHardwareAddress() throws IOException {
    ping("10.77.0.13", "10.77.0.1");
    assertThat(inGateway("ip", "neigh", "show", "10.77.0.13"))
        .contains(topology.plan().slot(2).mac());
  }

  @Test
  void whatTheGatewayDropsDoesNotArriveByAnotherWay() throws IOException {
    ping("10.77.0.11", "10.77.0.12");
    inGateway("nft", "insert rule ip watch forward iifname br0 oifname br0 drop");
    assertThatThrownBy(() -> ping("10.77.0.11", "10.77.0.12")).isInstanceOf(IOException.class);
  }

  @Test
  void devicesReachTheWorldThroughTheGateway() throws IOException {
    ping("10.77.0.12", topology.plan().telemetry().address());
    inGateway("sh", "-c", "echo 0 > /proc/sys/net/ipv4/ip_forward");
    assertThatThrownBy(() -> ping("10.77.0.12", topology.plan().telemetry().address()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void thereIsNoIpv6() throws IOException {
    for (Place place : Place.values()) {
      assertThat(in(place, "ip", "-6", "addr")).isEmpty();
    }
  }

  @Test
  void theGatewayHasItsOwnHosts(@TempDir Path folder) throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "203.0.113.10 mud.maker.example\n");
    topology.prepareGateway(hosts);
    assertThat(inGateway("cat", "/etc/hosts")).contains("mud.maker.example");
    assertThat(Files.readString(Path.of("/etc/hosts"))).doesNotContain("mud.maker.example");
  }

  @Test
  void closingLeavesNothing() throws IOException {
    Process straggler = Programs.builder(command(Place.WARD, "sleep", "600")).start();
    topology.prepareGateway(Path.of("/etc/hosts"));
    topology.close();
    topology.close();
    assertThat(straggler.onExit().join().isAlive()).isFalse();
    assertThat(Programs.run(List.of("ip", "netns", "list"))).doesNotContain(PREFIX);
    assertThat(Path.of("/etc/netns", PREFIX + "-gw")).doesNotExist();
  }

  @Test
  void leftoversOfAKilledDemoAreReplaced() throws IOException {
    topology = NamespaceTopology.open(PREFIX, 1, false);
    ping("10.77.0.11", "10.77.0.1");
    assertThat(in(Place.WARD, "ip", "addr")).doesNotContain("10.77.0.12");
  }

  @Test
  void aFailureHalfWayLeavesNothing() throws IOException {
    topology.close();
    assertThatThrownBy(() -> NamespaceTopology.open(PREFIX, Plan.DEVICES_MAX_COUNT + 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Programs.run(List.of("ip", "netns", "list"))).doesNotContain(PREFIX);
  }

  private void ping(String from, String to) throws IOException {
    in(Place.WARD, "ping", "-n", "-c", "1", "-W", "1", "-I", from, to);
  }

  private String inGateway(String... words) throws IOException {
    return in(Place.GATEWAY, words);
  }

  private String in(Place place, String... words) throws IOException {
    return Programs.run(command(place, words));
  }

  private List<String> command(Place place, String... words) {
    List<String> command = new ArrayList<>(topology.enter(place));
    command.addAll(List.of(words));
    return command;
  }
}
