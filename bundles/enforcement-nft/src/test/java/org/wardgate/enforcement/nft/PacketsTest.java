package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Policies.begunBy;
import static org.wardgate.enforcement.nft.Policies.both;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.rule;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE;
import static org.wardgate.enforcement.nft.Ward.address;

import java.net.InetAddress;
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
import org.wardgate.api.policy.FlowRule.Action;
import org.wardgate.api.policy.FlowRule.Initiation;
import org.wardgate.api.policy.FlowRule.Protocol;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.Remote;

/** Real packets between real namespaces, through the rules of the component under test. */
@Tag("root")
class PacketsTest {
  private static final PolicySet TELEMETRY = sending(udp(host(OUTSIDE), 4000));

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
    for (int port : new int[] {4000, 4001, 4002, 4003}) {
      ward.outside.listen(OUTSIDE, port);
    }
    monitor.listen(address(12), 5000);
    pump.listen(address(11), 5000);
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
  void whatThePolicyNamesPassesAndIsAnswered() throws Exception {
    placed(11, TELEMETRY);

    pump.tell("send " + address(11) + " 7001 " + OUTSIDE + " 4000 allowed-1");

    ward.outside.await("got allowed-1");
    pump.await("got re:allowed-1");
  }

  @Test
  void anotherPortIsDenied() throws Exception {
    placed(11, TELEMETRY);

    denied("vio", pump, "send " + address(11) + " 7002 " + OUTSIDE + " 4001 other-port");

    assertThat(ward.outside.saw("got other-port")).isFalse();
  }

  @Test
  void aStrangerReachesNothing() throws Exception {
    placed(11, TELEMETRY);

    denied("vio", stranger, "send " + address(66) + " 7003 " + OUTSIDE + " 4000 stranger");

    assertThat(ward.outside.saw("got stranger")).isFalse();
  }

  @Test
  void aStrangerWithAPlacedAddressReachesNothing() throws Exception {
    placed(11, TELEMETRY);
    stranger.run("ip addr add " + address(11) + "/32 dev eth0");

    denied("vio", stranger, "send " + address(11) + " 7004 " + OUTSIDE + " 4000 spoofed-ip");
    stranger.run("ip addr del " + address(11) + "/32 dev eth0");

    assertThat(ward.outside.saw("got spoofed-ip")).isFalse();
  }

  @Test
  void aStrangerWithAPlacedHardwareAddressReachesNothing() throws Exception {
    placed(11, TELEMETRY);
    Namespace twin = ward.device(67);
    twin.run("ip link set eth0 address " + Ward.mac(11));
    twin.run("ip route replace default via " + Ward.GATEWAY);

    denied("vio", twin, "send " + address(67) + " 7005 " + OUTSIDE + " 4000 spoofed-mac");

    assertThat(ward.outside.saw("got spoofed-mac")).isFalse();
    ward.gateway.run("ip link del p67");
  }

  @Test
  void betweenDevicesBothMustAgree() throws Exception {
    PolicySet toMonitor = sending(udp(host(address(12)), 5000));
    PolicySet fromPump =
        both(
            List.of(),
            List.of(
                rule(
                    Action.ACCEPT,
                    Protocol.UDP,
                    PortRange.of(5000),
                    PortRange.ANY,
                    new Remote.LocalNetworks())));
    placed(11, toMonitor);
    placed(12, TELEMETRY);

    denied("vio", pump, "send " + address(11) + " 7006 " + address(12) + " 5000 one-sided");
    assertThat(monitor.saw("got one-sided")).isFalse();

    placed(12, fromPump);
    pump.tell("send " + address(11) + " 7006 " + address(12) + " 5000 both-agree");
    monitor.await("got both-agree");
    pump.await("got re:both-agree");

    denied("vio", monitor, "send " + address(12) + " 7007 " + address(11) + " 5000 other-way");
    assertThat(pump.saw("got other-way")).isFalse();
  }

  @Test
  void theOutsideReachesADeviceOnlyWhereThePolicySays() throws Exception {
    PolicySet served =
        both(
            List.of(),
            List.of(
                rule(
                    Action.ACCEPT,
                    Protocol.UDP,
                    PortRange.of(5000),
                    PortRange.ANY,
                    host(OUTSIDE))));
    placed(11, served);

    ward.outside.tell("send " + OUTSIDE + " 7100 " + address(11) + " 5000 request");
    pump.await("got request");
    ward.outside.await("got re:request");

    unheard("send " + OUTSIDE + " 7101 " + address(12) + " 5000 to-unplaced");
    assertThat(monitor.saw("got to-unplaced")).isFalse();
  }

  @Test
  void whoMayOnlyBeginGetsNoUninvitedPackets() throws Exception {
    PolicySet begins =
        both(
            List.of(begunBy(Initiation.FROM_DEVICE, udp(host(OUTSIDE), 4000))),
            List.of(begunBy(Initiation.FROM_DEVICE, udp(host(OUTSIDE), 4000))));
    placed(11, begins);

    denied("den_to", ward.outside, "send " + OUTSIDE + " 4000 " + address(11) + " 5000 uninvited");
    assertThat(pump.saw("got uninvited")).isFalse();

    pump.tell("send " + address(11) + " 7008 " + OUTSIDE + " 4000 begin");
    pump.await("got re:begin");
  }

  @Test
  void aDenialBeforeAnAcceptanceHolds() throws Exception {
    PolicySet mixed =
        sending(
            rule(Action.DENY, Protocol.UDP, PortRange.ANY, PortRange.of(4001), host(OUTSIDE)),
            rule(Action.ACCEPT, Protocol.UDP, PortRange.ANY, PortRange.ANY, new Remote.Any()));
    placed(11, mixed);

    pump.tell("send " + address(11) + " 7009 " + OUTSIDE + " 4002 mixed-allowed");
    ward.outside.await("got mixed-allowed");
    pump.await("got re:mixed-allowed");
    denied("vio", pump, "send " + address(11) + " 7009 " + OUTSIDE + " 4001 mixed-denied");

    assertThat(ward.outside.saw("got mixed-denied")).isFalse();
  }

  @Test
  void removalCutsALiveFlowBothWays() throws Exception {
    placed(11, TELEMETRY);
    pump.tell("send " + address(11) + " 7010 " + OUTSIDE + " 4000 live-1");
    pump.await("got re:live-1");

    assertThat(Ward.remove(enforcer, 11)).isInstanceOf(EnforcementEvent.Enforced.class);

    denied("vio", pump, "send " + address(11) + " 7010 " + OUTSIDE + " 4000 live-2");
    assertThat(ward.outside.saw("got live-2")).isFalse();
    unheard("send " + OUTSIDE + " 4000 " + address(11) + " 7010 live-3");
    assertThat(pump.saw("got live-3")).isFalse();
  }

  @Test
  void aNewPolicyCutsTheFlowsItDoesNotAllowAndKeepsTheOthers() throws Exception {
    placed(11, sending(udp(host(OUTSIDE), 4000), udp(host(OUTSIDE), 4001)));
    pump.tell("send " + address(11) + " 7011 " + OUTSIDE + " 4000 keep-1");
    pump.tell("send " + address(11) + " 7012 " + OUTSIDE + " 4001 cut-1");
    pump.await("got re:keep-1");
    pump.await("got re:cut-1");

    placed(11, TELEMETRY);

    // the far end speaks next: the flow that is still allowed lives, the other is dead
    ward.outside.tell("send " + OUTSIDE + " 4000 " + address(11) + " 7011 keep-2");
    pump.await("got keep-2");
    denied("den_to", ward.outside, "send " + OUTSIDE + " 4001 " + address(11) + " 7012 cut-2");
    assertThat(pump.saw("got cut-2")).isFalse();
    denied("vio", pump, "send " + address(11) + " 7012 " + OUTSIDE + " 4001 cut-3");
    assertThat(ward.outside.saw("got cut-3")).isFalse();
  }

  @Test
  void aNameOpensWhatItResolvesToAndNothingBefore() throws Exception {
    placed(11, sending(udp(new Remote.Name("telemetry.example"), 4003)));
    denied("vio", pump, "send " + address(11) + " 7013 " + OUTSIDE + " 4003 too-early");
    assertThat(ward.outside.saw("got too-early")).isFalse();

    for (int round = 0; round < 2; round++) { // the second time it is extended
      EnforcementIntent insert =
          new EnforcementIntent.InsertAddresses(
              Ward.fresh(),
              Ward.soon(),
              "telemetry.example",
              Map.of(InetAddress.getByName(OUTSIDE), 60 + 100 * round));
      assertThat(Ward.answer(enforcer, insert)).isInstanceOf(EnforcementEvent.Enforced.class);
    }

    pump.tell("send " + address(11) + " 7013 " + OUTSIDE + " 4003 resolved");
    ward.outside.await("got resolved");
    assertThat(ward.gateway.run("nft list table inet wardgate"))
        .anyMatch(line -> line.contains("timeout 3m9s") || line.contains("timeout 3m10s"));
  }

  @Test
  void strangersAskTheGatewayForOnboardingOnly() throws Exception {
    Namespace gateway = ward.gateway.startAgent();
    gateway.listen(Ward.GATEWAY, 5684);
    gateway.listen(Ward.GATEWAY, 53);
    gateway.listen(Ward.GATEWAY, 8480);
    placed(11, TELEMETRY);

    stranger.tell("send " + address(66) + " 7014 " + Ward.GATEWAY + " 5684 hello");
    gateway.await("got hello");
    pump.tell("send " + address(11) + " 7014 " + Ward.GATEWAY + " 53 name");
    gateway.await("got name");
    denied("vio", stranger, "send " + address(66) + " 7014 " + Ward.GATEWAY + " 53 tunnel");
    denied("vio", pump, "send " + address(11) + " 7014 " + Ward.GATEWAY + " 8480 admin");

    assertThat(gateway.saw("got tunnel")).isFalse();
    assertThat(gateway.saw("got admin")).isFalse();
  }

  /** The outside sends to a device without a place, then to one that may hear it. */
  private void unheard(String command) throws Exception {
    PolicySet open =
        Policies.both(
            List.of(),
            List.of(
                rule(Action.ACCEPT, Protocol.UDP, PortRange.ANY, PortRange.ANY, host(OUTSIDE))));
    placed(66, open);
    stranger.listen(address(66), 5000);
    ward.outside.tell(command);
    String sign = "after-" + Ward.fresh();
    ward.outside.tell("send " + OUTSIDE + " 7199 " + address(66) + " 5000 " + sign);
    stranger.await("got " + sign);
  }

  private void placed(int last, PolicySet policy) throws Exception {
    assertThat(Ward.place(enforcer, last, policy)).isInstanceOf(EnforcementEvent.Enforced.class);
  }

  /** Sends, again and again until addresses are resolved, and waits for the rules to drop it. */
  private static void denied(String chain, Namespace sender, String command) throws Exception {
    ward.denied(chain, sender, command);
  }
}
