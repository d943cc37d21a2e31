package org.wardgate.integration.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.integration.packets.Probe.drop;
import static org.wardgate.integration.packets.Probe.pass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What fails while everybody sends: a datagram that the last good policy denied never arrives, with
 * the gateway and {@code nft} as processes that are really killed, over IPv4 and IPv6.
 */
@Tag("root")
class GatewayFaultsTest {
  private static final int ROUNDS = 3;

  @SuppressWarnings("NullAway.Init") // made before each test
  private MudWard ward;

  @SuppressWarnings("NullAway.Init")
  private Path programs;

  private final List<GatewayProgram> started = new ArrayList<>();

  @BeforeEach
  void build() throws IOException {
    MudWard.assumeRoot();
    ward = new MudWard("k");
    programs = Files.createTempDirectory("wardgate-programs");
  }

  @AfterEach
  void tearDown() throws IOException {
    started.forEach(GatewayProgram::close);
    if (ward != null) {
      ward.close();
      Node.sh("rm -rf " + programs);
    }
  }

  private GatewayProgram gateway(String nft) throws IOException {
    GatewayProgram gateway = new GatewayProgram(ward.gateway.name(), nft, MudWard.LOCAL_NETWORKS);
    started.add(gateway);
    return gateway;
  }

  private GatewayProgram gatewayWithOneDevice(String nft) throws IOException {
    GatewayProgram gateway = gateway(nft);
    gateway.enforce("reconcile");
    compile(gateway);
    ward.place(gateway, 1, "pump");
    return gateway;
  }

  private static void compile(GatewayProgram gateway) throws IOException {
    MudText file = new MudText("https://maker.example/pump/v1");
    for (Family family : Family.values()) {
      file.from(
          family.ip("'protocol':17") + ",'udp':{'destination-port':{'operator':'eq','port':4000}}");
    }
    String text = file.file("mixed-eth-ipv4-ipv6-acl-type");
    gateway.compile("pump", file.url(), text, List.of());
  }

  /** What the policy allows, what it denies, a stranger both ways, and a neighbour. */
  private List<Probe> everybody() {
    List<Probe> probes = new ArrayList<>();
    for (Family family : Family.values()) {
      var pump = ward.device(1, family);
      var stranger = ward.device(4, family);
      var outside = ward.outside(13, family);
      probes.add(pass("udp", pump, 0, outside, 4000));
      probes.add(drop("udp", pump, 0, outside, 4001));
      probes.add(drop("udp", stranger, 0, outside, 4000));
      probes.add(drop("udp", outside, 0, pump, 4002));
      probes.add(drop("udp", outside, 0, stranger, 4003));
      probes.add(drop("udp", stranger, 0, pump, 4004));
      probes.add(drop("udp", pump, 0, stranger, 4005));
    }
    return probes;
  }

  @Test
  void rulesAreFlushed() throws IOException {
    GatewayProgram gateway = gatewayWithOneDevice("nft");
    ward.traffic().flood(everybody());
    ward.traffic().awaitProgress();

    for (int round = 0; round < ROUNDS; round++) {
      ward.gateway.run("nft flush ruleset");
      ward.traffic().awaitProgress();
    }

    gateway.enforce("remove device-1");
    ward.traffic().stop();
  }

  @Test
  void nftIsKilled() throws IOException {
    GatewayProgram gateway = gatewayWithOneDevice("nft");
    ward.traffic().flood(everybody());
    ward.traffic().awaitProgress();

    for (int round = 0; round < ROUNDS; round++) {
      assertThat(killNft(gateway)).isPositive();
      ward.traffic().awaitProgress();
      ward.place(gateway, 2, "pump");
      gateway.enforce("remove device-2");
    }

    ward.traffic().awaitProgress();
    ward.traffic().stop();
  }

  private static long killNft(GatewayProgram gateway) {
    return gateway
        .handle()
        .descendants()
        .filter(child -> child.info().command().orElse("").contains("/nft"))
        .filter(ProcessHandle::destroyForcibly)
        .count();
  }

  @Test
  void theGatewayIsKilledAndThenTheRulesAreFlushed() throws Exception {
    GatewayProgram gateway = gatewayWithOneDevice("nft");
    ward.traffic().flood(everybody());
    ward.traffic().awaitProgress();

    gateway.kill();
    ward.traffic().awaitProgress(); // the last policy stays in force

    ward.gateway.run("nft flush ruleset");
    long before = ward.traffic().admittedCount();
    for (int i = 0; i < 50; i++) { // time that can be seen to pass
      ward.gateway.run("ping -q -c 1 -W 1 203.0.113.13");
    }
    // what was under way at the flush may have arrived
    assertThat(ward.traffic().admittedCount() - before).isLessThan(20);

    GatewayProgram next = gateway("nft");
    assertThat(next.ask("reconcile")).isEqualTo("enforced");
    compile(next);
    ward.place(next, 1, "pump");
    ward.traffic().awaitProgress();
    ward.traffic().stop();
  }

  @Test
  void nftIsMissingFromTheStart() throws IOException {
    GatewayProgram gateway = gateway(programs.resolve("nft").toString());
    compile(gateway);

    String answer =
        gateway.ask(
            "place device-1 pump "
                + String.join(" ", ward.mac(1), MudWard.address4(1) + "," + MudWard.address6(1)));

    assertThat(answer).startsWith("refused WG-NFT-0001");
    ward.check(
        everybody().stream()
            .map(p -> drop(p.protocol(), p.from(), p.fromPort(), p.to(), p.toPort()))
            .toList());
  }

  @Test
  void nftGoesMissingWhileItRuns() throws IOException {
    Path program = programs.resolve("nft");
    Files.copy(Path.of(Node.sh("command -v nft").get(0)), program);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    GatewayProgram gateway = gatewayWithOneDevice(program.toString());
    ward.traffic().flood(everybody());
    ward.traffic().awaitProgress();

    Files.delete(program);
    killNft(gateway);
    String answer =
        gateway.ask(
            "place device-4 pump "
                + String.join(" ", ward.mac(4), MudWard.address4(4) + "," + MudWard.address6(4)));

    assertThat(answer).startsWith("refused WG-NFT-0001");
    ward.traffic().awaitProgress(); // what was in force still is
    ward.traffic().stop();
  }
}
