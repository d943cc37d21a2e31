package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Policies.both;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.open;
import static org.wardgate.enforcement.nft.Policies.rule;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE6;
import static org.wardgate.enforcement.nft.Ward.address;
import static org.wardgate.enforcement.nft.Ward.address6;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyUsage;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.IcmpMessage;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Every kind of match allowed and denied with real packets, counted and explained. */
@Tag("root")
class MatchesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Remote MAKER = new Remote.Maker("maker.example");

  private static Ward ward;
  private static Namespace pump;
  private static Namespace monitor;
  private static RawPackets fromPump;
  private static RawPackets atOutside;
  private static RawPackets atMonitor;
  private static int count;

  private NftEnforcer enforcer;

  @BeforeAll
  static void build() throws Exception {
    Ward.assumeRoot();
    ward = new Ward();
    pump = ward.device(11);
    monitor = ward.device(12);
    fromPump = new RawPackets(pump);
    atOutside = new RawPackets(ward.outside);
    atMonitor = new RawPackets(monitor);
    ward.outside.listen(OUTSIDE, 4000);
    monitor.listen(address(12), 5000);
  }

  @AfterAll
  static void tearDown() throws Exception {
    if (ward != null) {
      for (RawPackets raw : List.of(fromPump, atOutside, atMonitor)) {
        raw.close();
      }
      ward.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    ward.gateway.run("nft flush ruleset");
    enforcer = ward.enforcer();
  }

  @AfterEach
  void stop() throws Exception {
    enforcer.deactivate();
  }

  @Test
  void aMessageOfIcmpIsToldFromOthers() throws Exception {
    placed(11, sending(icmp(Family.IPV4, 8, new Remote.Any())));
    passes(atOutside, OUTSIDE, 1, 8, 0);
    denied(OUTSIDE, 1, 13, 0);
    deniedSix(OUTSIDE6, 58, 128, 0);

    placed(11, sending(icmp(Family.IPV6, 128, new Remote.Any())));
    passesSix(atOutside, OUTSIDE6, 58, 128, 0);
    denied(OUTSIDE, 1, 8, 0);
  }

  @Test
  void aProtocolIsKnownByItsNumber() throws Exception {
    placed(11, sending(numbered(253, host(OUTSIDE))));

    passes(atOutside, OUTSIDE, 253, 0, 0);
    denied(OUTSIDE, 254, 0, 0);
    denied(OUTSIDE, 17, 1, 1);
  }

  @Test
  void aGroupIsWhoIsPlacedNow() throws Exception {
    placed(11, sending(udp(MAKER, 5000)));
    denied(address(12), 17, 1, 5000);

    placed(12, open("https://maker.example/monitor"));
    passes(atMonitor, address(12), 17, 2, 5000);
    denied(OUTSIDE, 17, 2, 5000);

    placed(12, open("https://other.example/monitor"));
    denied(address(12), 17, 3, 5000);
    placed(12, open("https://maker.example/monitor"));
    passes(atMonitor, address(12), 17, 4, 5000);
    assertThat(Ward.remove(enforcer, 12)).isInstanceOf(EnforcementEvent.Enforced.class);
    denied(address(12), 17, 5, 5000);
  }

  @Test
  void aModelIsOneMudUrlAndHardwareOneDevice() throws Exception {
    Remote model = new Remote.Model("https://maker.example/monitor");
    placed(12, open("https://maker.example/monitor"));
    placed(11, sending(udp(model, 5000), udp(new Remote.Hardware(Ward.mac(12)), 5001)));

    passes(atMonitor, address(12), 17, 1, 5000);
    passes(atMonitor, address(12), 17, 1, 5001);
    denied(address(12), 17, 1, 5002);

    placed(12, open("https://maker.example/other"));
    denied(address(12), 17, 2, 5000);
    passes(atMonitor, address(12), 17, 2, 5001);
  }

  @Test
  void aDenialOfAGroupHolds() throws Exception {
    FlowRule deny = rule(Action.DENY, Protocol.UDP, PortRange.ANY, PortRange.ANY, MAKER);
    placed(11, sending(deny, udp(new Remote.Any(), 5000)));
    placed(12, open("https://other.example/monitor"));
    passes(atMonitor, address(12), 17, 1, 5000);

    placed(12, open("https://maker.example/monitor"));
    denied(address(12), 17, 2, 5000);
    passes(atOutside, OUTSIDE, 17, 2, 5000);
  }

  @Test
  void bothConditionsMustHold() throws Exception {
    placed(12, open("https://maker.example/monitor"));
    placed(
        11,
        sending(
            udp(new Remote.Both(MAKER, host(address(13))), 5000),
            udp(new Remote.Both(MAKER, host(address(12))), 5001),
            udp(new Remote.Both(new Remote.Name("n.example"), new Remote.LocalNetworks()), 5002)));
    EnforcementIntent insert =
        new EnforcementIntent.InsertAddresses(
            Ward.fresh(),
            Ward.soon(),
            "n.example",
            Map.of(InetAddress.getByName(address(12)), 60, InetAddress.getByName(OUTSIDE), 60));
    assertThat(Ward.answer(enforcer, insert)).isInstanceOf(EnforcementEvent.Enforced.class);

    denied(address(12), 17, 1, 5000);
    passes(atMonitor, address(12), 17, 1, 5001);
    passes(atMonitor, address(12), 17, 1, 5002);
    denied(OUTSIDE, 17, 1, 5002);
  }

  @Test
  void aBandwidthHoldsForEstablishedFlowsOfBothFamilies() throws Exception {
    PolicySet unlimited = sending(udp(host(OUTSIDE), 4000));
    PolicySet limited =
        new PolicySet(
            unlimited.id(),
            unlimited.origin(),
            "",
            unlimited.fromDevice(),
            unlimited.toDevice(),
            Optional.of(new Bandwidth(1_000, Long.MAX_VALUE)));
    Namespace talker = ward.device(13); // it goes on talking
    placed(13, limited);
    String chain = "p" + NftText.profileNumber(limited) + "_from";

    // the burst of 64 KiB and 1,000 bytes a second are soon used up
    talker.tell("flood " + address(13) + " 7900 " + OUTSIDE + " 4000 " + "x".repeat(1_200));

    Await.until("the limit drops", PATIENCE, () -> ward.dropped(chain) > 20);
    assertThat(ward.outside.countStarting("got " + "x".repeat(1_200))).isBetween(1L, 200L);
    assertThat(Ward.remove(enforcer, 13)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(ward.gateway.run("nft list table inet wardgate"))
        .noneMatch(line -> line.contains("limit l"));
  }

  @Test
  void whatHappensIsCountedForDevicesAndRules() throws Exception {
    FlowRule broad = rule(Action.ACCEPT, Protocol.UDP, PortRange.ANY, PortRange.ANY, host(OUTSIDE));
    PolicySet policy =
        both(
            List.of(
                named("narrow", udp(host(OUTSIDE), 4444)),
                named("broad", broad),
                named("never", udp(host(OUTSIDE), 4445)),
                named("name", udp(new Remote.Name("n.example"), 5002))),
            List.of(named("served", udp(new Remote.Any(), 1))));
    placed(12, open("https://maker.example/monitor"));
    placed(11, policy);
    for (int seconds : new int[] {60, 200}) { // the second extends the first, and keeps the count
      EnforcementIntent insert =
          new EnforcementIntent.InsertAddresses(
              Ward.fresh(),
              Ward.soon(),
              "n.example",
              Map.of(InetAddress.getByName(address(12)), seconds));
      assertThat(Ward.answer(enforcer, insert)).isInstanceOf(EnforcementEvent.Enforced.class);
      passes(atMonitor, address(12), 17, 1 + seconds, 5002);
    }
    passes(atOutside, OUTSIDE, 17, 1, 4444);
    passes(atOutside, OUTSIDE, 17, 1, 4445);
    passes(atOutside, OUTSIDE, 17, 1, 4446);
    denied(address(12), 17, 1, 5003);

    PolicyUsage usage = enforcer.usage().toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(usage.rules().get(policy.id()))
        .containsEntry("narrow", 1L)
        .containsEntry("broad", 2L)
        .containsEntry("never", 0L)
        .containsEntry("served", 0L)
        .hasEntrySatisfying("name", n -> assertThat(n).isBetween(1L, 2L));
    assertThat(traffic(usage, 11).sentPackets()).isGreaterThanOrEqualTo(6);
    assertThat(traffic(usage, 11).sentBytes()).isGreaterThan(200);
    assertThat(traffic(usage, 12).receivedPackets()).isGreaterThanOrEqualTo(2);
  }

  private static PolicyUsage.Traffic traffic(PolicyUsage usage, int last) {
    return usage.devices().getOrDefault(Ward.id(last), PolicyUsage.Traffic.NONE);
  }

  @Test
  void aLiveExplanationKnowsNamesAndGroups() throws Exception {
    placed(12, open("https://maker.example/monitor"));
    placed(
        11,
        sending(
            named("group", udp(MAKER, 5000)), named("name", udp(new Remote.Name("n.example"), 1))));

    assertThat(explain(address(12), 5000).rule().orElseThrow().name()).isEqualTo("group");
    assertThat(explain(OUTSIDE, 5000).accepted()).isFalse();
    assertThat(explain(OUTSIDE, 1).accepted()).isFalse();
    EnforcementIntent insert =
        new EnforcementIntent.InsertAddresses(
            Ward.fresh(), Ward.soon(), "n.example", Map.of(InetAddress.getByName(OUTSIDE), 60));
    assertThat(Ward.answer(enforcer, insert)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(explain(OUTSIDE, 1).rule().orElseThrow().name()).isEqualTo("name");
    assertThat(Ward.remove(enforcer, 12)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(explain(address(12), 5000).accepted()).isFalse();
    assertThat(enforcer.explain(Ward.id(12), flow(OUTSIDE, 1)).toCompletableFuture().get())
        .isEmpty();
  }

  private Explanation explain(String remote, int port) throws Exception {
    return enforcer
        .explain(Ward.id(11), flow(remote, port))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .orElseThrow();
  }

  private static Flow flow(String remote, int port) throws Exception {
    return new Flow(
        true, 17, InetAddress.getByName(remote), 9, port, Optional.empty(), Optional.empty());
  }

  private static FlowRule icmp(Family family, int type, Remote remote) {
    return new FlowRule(
        "acl/icmp",
        Action.ACCEPT,
        family,
        Protocol.ICMP,
        PortRange.ANY,
        PortRange.ANY,
        remote,
        Initiation.EITHER,
        OptionalInt.empty(),
        Optional.of(new IcmpMessage(OptionalInt.of(type), OptionalInt.empty())));
  }

  private static FlowRule numbered(int protocol, Remote remote) {
    return new FlowRule(
        "acl/numbered",
        Action.ACCEPT,
        Family.IPV4,
        Protocol.NUMBERED,
        PortRange.ANY,
        PortRange.ANY,
        remote,
        Initiation.EITHER,
        OptionalInt.of(protocol),
        Optional.empty());
  }

  private static FlowRule named(String name, FlowRule rule) {
    return Policies.named(name, rule);
  }

  private static void passes(RawPackets at, String to, int protocol, int a, int b)
      throws Exception {
    at.await(sent(address(11), to, protocol, a, b));
  }

  private static void passesSix(RawPackets at, String to, int protocol, int a, int b)
      throws Exception {
    at.await(sent(address6(11), to, protocol, a, b));
  }

  private static void denied(String to, int protocol, int a, int b) throws Exception {
    denied(address(11), to, protocol, a, b);
  }

  private static void deniedSix(String to, int protocol, int a, int b) throws Exception {
    denied(address6(11), to, protocol, a, b);
  }

  private static void denied(String from, String to, int protocol, int a, int b) throws Exception {
    long before = ward.dropped("vio");
    String token = sent(from, to, protocol, a, b);
    Await.until(token + " is dropped", PATIENCE, () -> ward.dropped("vio") > before);
    assertThat(atOutside.arrived(token) || atMonitor.arrived(token)).isFalse();
  }

  private static String sent(String from, String to, int protocol, int a, int b) {
    String token = String.format("WGT-%012d", ++count);
    fromPump.tell(String.join(" ", "send", from, to, "" + protocol, "" + a, "" + b, token));
    return token;
  }

  private void placed(int last, PolicySet policy) throws Exception {
    assertThat(Ward.place(enforcer, last, policy)).isInstanceOf(EnforcementEvent.Enforced.class);
  }
}
