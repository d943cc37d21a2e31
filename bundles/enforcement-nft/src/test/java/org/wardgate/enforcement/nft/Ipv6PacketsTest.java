package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Policies.both;
import static org.wardgate.enforcement.nft.Policies.host6;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp6;
import static org.wardgate.enforcement.nft.Ward.GATEWAY6;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE6;
import static org.wardgate.enforcement.nft.Ward.address6;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/** IPv6, with real packets: what holds for IPv4 holds here. */
@Tag("root")
class Ipv6PacketsTest {
  private static final PolicySet TELEMETRY = sending(udp6(host6(OUTSIDE6), 4000));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Ward ward;
  private static Namespace pump;
  private static Namespace monitor;
  private static Namespace stranger;

  private NftEnforcer enforcer;

  @BeforeAll
  static void build() throws Exception {
    Ward.assumeRoot();
    ward = new Ward();
    pump = ward.device(11);
    monitor = ward.device(12);
    stranger = ward.device(66);
    for (int port : new int[] {4000, 4001, 4003}) {
      ward.outside.listen(OUTSIDE6, port);
    }
    monitor.listen(address6(12), 5000);
    pump.listen(address6(11), 5000);
  }

  @AfterAll
  static void tearDown() throws Exception {
    if (ward != null) {
      ward.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    ward.gateway.run("nft flush ruleset");
    ward.events.clear();
    enforcer = ward.enforcer();
  }

  @AfterEach
  void stop() throws Exception {
    enforcer.deactivate();
  }

  @Test
  void whatThePolicyNamesPassesAndIsAnsweredAndNothingElse() throws Exception {
    placed(11, TELEMETRY);

    pump.tell("send " + address6(11) + " 7001 " + OUTSIDE6 + " 4000 six-allowed");
    ward.outside.await("got six-allowed");
    pump.await("got re:six-allowed");
    ward.denied("vio", pump, "send " + address6(11) + " 7002 " + OUTSIDE6 + " 4001 six-port");
    ward.denied("vio", stranger, "send " + address6(66) + " 7003 " + OUTSIDE6 + " 4000 six-who");

    assertThat(ward.outside.saw("got six-port")).isFalse();
    assertThat(ward.outside.saw("got six-who")).isFalse();
  }

  @Test
  void aRuleForIpv4OpensNothingHere() throws Exception {
    placed(11, sending(Policies.udp(new Remote.Any(), 4000)));

    ward.denied("vio", pump, "send " + address6(11) + " 7004 " + OUTSIDE6 + " 4000 six-four");

    assertThat(ward.outside.saw("got six-four")).isFalse();
  }

  @Test
  void aStrangerWithAPlacedAddressReachesNothing() throws Exception {
    placed(11, TELEMETRY);
    stranger.run("ip -6 addr add " + address6(11) + "/128 dev eth0 nodad");
    try {
      ward.denied(
          "vio", stranger, "send " + address6(11) + " 7005 " + OUTSIDE6 + " 4000 six-spoof");
    } finally {
      stranger.run("ip -6 addr del " + address6(11) + "/128 dev eth0");
    }

    assertThat(ward.outside.saw("got six-spoof")).isFalse();
  }

  @Test
  void nobodySpeaksForAPlacedDevicesAddress() throws Exception {
    placed(11, TELEMETRY);
    pump.tell("send " + address6(11) + " 7006 " + OUTSIDE6 + " 4000 nd-1");
    pump.await("got re:nd-1");

    long before = dropped("in_ward");
    stranger.run("ip -6 addr add " + address6(11) + "/128 dev eth0 nodad");
    try {
      // asks for the gateway in the pump's name, which would be learnt
      Await.until(
          "a false question is dropped",
          PATIENCE,
          () -> {
            stranger.run("ip -6 neigh flush dev eth0");
            stranger.tell("send " + address6(11) + " 7007 " + GATEWAY6 + " 5684 nd-2");
            return dropped("in_ward") > before;
          });
    } finally {
      stranger.run("ip -6 addr del " + address6(11) + "/128 dev eth0");
    }

    assertThat(ward.gateway.run("ip -6 neigh show dev br0"))
        .noneMatch(line -> line.contains(Ward.mac(66)) && line.contains(address6(11) + " "));
    pump.tell("send " + address6(11) + " 7006 " + OUTSIDE6 + " 4000 nd-3");
    pump.await("got re:nd-3");
  }

  @Test
  void aFalseAnswerAboutAPlacedAddressIsDropped() throws Exception {
    placed(11, TELEMETRY);
    long before = dropped("in_ward");

    Await.until(
        "a false advertisement is dropped",
        PATIENCE,
        () -> {
          RawPackets.advertise(stranger, address6(11), GATEWAY6);
          return dropped("in_ward") > before;
        });

    assertThat(ward.gateway.run("ip -6 neigh show dev br0"))
        .noneMatch(line -> line.contains(Ward.mac(66)) && line.contains(address6(11) + " "));
  }

  @Test
  void betweenDevicesBothMustAgree() throws Exception {
    placed(11, sending(udp6(host6(address6(12)), 5000)));
    placed(12, TELEMETRY);
    ward.denied("vio", pump, "send " + address6(11) + " 7008 " + address6(12) + " 5000 six-one");
    assertThat(monitor.saw("got six-one")).isFalse();

    placed(12, both(List.of(), List.of(Policies.served6(5000, new Remote.LocalNetworks()))));
    pump.tell("send " + address6(11) + " 7008 " + address6(12) + " 5000 six-both");
    monitor.await("got six-both");
    pump.await("got re:six-both");
  }

  @Test
  void theOutsideReachesADeviceOnlyWhereThePolicySays() throws Exception {
    placed(11, both(List.of(), List.of(Policies.served6(5000, host6(OUTSIDE6)))));
    placed(12, TELEMETRY);

    ward.outside.tell("send " + OUTSIDE6 + " 7100 " + address6(11) + " 5000 six-request");
    pump.await("got six-request");
    ward.outside.await("got re:six-request");
    ward.denied(
        "den_to",
        ward.outside,
        "send " + OUTSIDE6 + " 7101 " + address6(12) + " 5000 six-uninvited");
    assertThat(monitor.saw("got six-uninvited")).isFalse();
  }

  @Test
  void removalCutsALiveFlow() throws Exception {
    placed(11, TELEMETRY);
    pump.tell("send " + address6(11) + " 7010 " + OUTSIDE6 + " 4000 six-live-1");
    pump.await("got re:six-live-1");

    assertThat(Ward.remove(enforcer, 11)).isInstanceOf(EnforcementEvent.Enforced.class);

    ward.denied("vio", pump, "send " + address6(11) + " 7010 " + OUTSIDE6 + " 4000 six-live-2");
    assertThat(ward.outside.saw("got six-live-2")).isFalse();
  }

  @Test
  void aNameOpensItsIpv6Addresses() throws Exception {
    placed(11, sending(udp6(new Remote.Name("telemetry.example"), 4003)));
    ward.denied("vio", pump, "send " + address6(11) + " 7013 " + OUTSIDE6 + " 4003 six-early");

    EnforcementIntent insert =
        new EnforcementIntent.InsertAddresses(
            Ward.fresh(),
            Ward.soon(),
            "telemetry.example",
            Map.of(InetAddress.getByName(OUTSIDE6), 60));
    assertThat(Ward.answer(enforcer, insert)).isInstanceOf(EnforcementEvent.Enforced.class);

    pump.tell("send " + address6(11) + " 7013 " + OUTSIDE6 + " 4003 six-resolved");
    ward.outside.await("got six-resolved");
    assertThat(ward.outside.saw("got six-early")).isFalse();
  }

  @Test
  void strangersGetAnAddressAndOnboardingAndNoMore() throws Exception {
    Namespace gateway = ward.gateway.startAgent();
    gateway.listen(GATEWAY6, 547);
    gateway.listen(GATEWAY6, 5684);
    gateway.listen(GATEWAY6, 53);
    placed(11, TELEMETRY);

    stranger.tell("send " + address6(66) + " 7014 " + GATEWAY6 + " 547 six-dhcp");
    gateway.await("got six-dhcp");
    stranger.tell("send " + address6(66) + " 7014 " + GATEWAY6 + " 5684 six-hello");
    gateway.await("got six-hello");
    stranger.run("ping -6 -q -c 1 -W 20 " + GATEWAY6);
    pump.tell("send " + address6(11) + " 7014 " + GATEWAY6 + " 53 six-name");
    gateway.await("got six-name");
    ward.denied("vio", stranger, "send " + address6(66) + " 7014 " + GATEWAY6 + " 53 six-tunnel");

    // a place that is gone is gone for what was asked before as well
    assertThat(Ward.remove(enforcer, 11)).isInstanceOf(EnforcementEvent.Enforced.class);
    ward.denied("vio", pump, "send " + address6(11) + " 7014 " + GATEWAY6 + " 53 six-again");
    assertThat(gateway.saw("got six-tunnel")).isFalse();
    assertThat(gateway.saw("got six-again")).isFalse();
  }

  @Test
  void withoutAnyRulesTheBarrierHolds() throws Exception {
    placed(11, TELEMETRY);
    pump.tell("send " + address6(11) + " 7015 " + OUTSIDE6 + " 4000 six-bar-1");
    pump.await("got re:six-bar-1");
    enforcer.deactivate();

    ward.gateway.run("nft flush ruleset");
    stranger.tell("send " + address6(66) + " 7016 " + OUTSIDE6 + " 4000 six-bar-2");
    pump.tell("send " + address6(11) + " 7015 " + OUTSIDE6 + " 4000 six-bar-3");
    ward.outside.tell("send " + OUTSIDE6 + " 7103 " + address6(12) + " 5000 six-bar-4");
    for (int i = 0; i < 50; i++) {
      ward.gateway.run("ping -6 -q -c 1 -W 20 " + OUTSIDE6);
    }

    assertThat(ward.outside.saw("got six-bar-2")).isFalse();
    assertThat(ward.outside.saw("got six-bar-3")).isFalse();
    assertThat(monitor.saw("got six-bar-4")).isFalse();
  }

  private long dropped(String chain) throws Exception {
    return ward.gateway.run("nft list chain inet wardgate " + chain).stream()
        .filter(line -> line.contains("counter packets") && line.contains("addrs"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*packets (\\d+) .*", "$1")))
        .sum();
  }

  private void placed(int last, PolicySet policy) throws Exception {
    assertThat(Ward.place(enforcer, last, policy)).isInstanceOf(EnforcementEvent.Enforced.class);
  }
}
