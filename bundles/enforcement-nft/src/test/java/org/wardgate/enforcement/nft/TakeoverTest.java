package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.OUTSIDE;
import static org.wardgate.enforcement.nft.Ward.address;
import static org.wardgate.enforcement.nft.Ward.fresh;
import static org.wardgate.enforcement.nft.Ward.mac;
import static org.wardgate.enforcement.nft.Ward.placement;
import static org.wardgate.enforcement.nft.Ward.soon;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/**
 * The bundle is exchanged, or configured anew, while traffic runs: 500 datagrams a second of an
 * admitted device to a declared address, as many to a declared name, as many of the same device to
 * an undeclared port, and as many of a stranger.
 */
@Tag("root")
class TakeoverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 3;
  private static final PolicySet POLICY =
      sending(udp(host(OUTSIDE), 4000), udp(new Remote.Name("cloud.example"), 4003));

  @SuppressWarnings("NullAway.Init") // made before each test
  private Ward ward;

  @SuppressWarnings("NullAway.Init")
  private Namespace pump;

  @SuppressWarnings("NullAway.Init")
  private Namespace stranger;

  @BeforeEach
  void build() throws Exception {
    Ward.assumeRoot();
    ward = new Ward();
    pump = ward.device(11);
    stranger = ward.device(66);
    for (int port : new int[] {4000, 4001, 4003}) {
      ward.outside.listen(OUTSIDE, port);
    }
  }

  @AfterEach
  void tearDown() throws Exception {
    System.clearProperty(HandedOver.UPDATING);
    System.clearProperty(HandedOver.PROPERTY);
    if (ward != null) {
      ward.close();
    }
  }

  @Test
  void exchangingTheBundleDuringAnUpdateDropsNothingAllowedAndPassesNothingDenied()
      throws Exception {
    NftEnforcer enforcer = started("closed");
    for (int round = 1; round <= ROUNDS; round++) {
      System.setProperty(HandedOver.UPDATING, "update-" + round);
      enforcer.deactivate();
      trafficGoesOn();
      enforcer = ward.enforcer(Map.of("onStop", "closed"));
      int asked = round;
      Await.until("asks for the whole picture", PATIENCE, () -> lostCount() >= asked);
      System.clearProperty(HandedOver.UPDATING);
      reconcile(enforcer);
      trafficGoesOn();
    }
    nothingWasLostOrPassed();
    enforcer.deactivate();
  }

  @Test
  void anotherConfigurationDropsNothingAllowedAndPassesNothingDenied() throws Exception {
    NftEnforcer enforcer = started("closed");
    for (int round = 1; round <= ROUNDS; round++) {
      enforcer.modified(
          ward.configuration(Map.of("nflogGroup", 10 + round, "watchPeriodMs", 150 + round)));
      int asked = round;
      Await.until("asks for the whole picture", PATIENCE, () -> lostCount() >= asked);
      reconcile(enforcer);
      trafficGoesOn();
    }
    assertThat(ward.reports.current()).isEmpty();
    nothingWasLostOrPassed();
    enforcer.deactivate();
  }

  @Test
  void aConfigurationThatDoesNotWorkLeavesTheLastGoodOneInForce() throws Exception {
    NftEnforcer enforcer = started("closed");
    enforcer.modified(ward.configuration(Map.of("nftCommand", "/nonexistent/nft")));
    assertThat(ward.reports.current()).hasSize(1);
    enforcer.modified(ward.configuration(Map.of("ipCommand", "/nonexistent/ip")));
    assertThat(ward.reports.current()).hasSize(1);
    enforcer.modified(ward.configuration(Map.of("tableName", "x; flush ruleset")));
    assertThat(ward.reports.properties()).containsExactly("tableName");
    trafficGoesOn();
    assertThat(Ward.place(enforcer, 12, POLICY)).isInstanceOf(EnforcementEvent.Enforced.class);
    nothingWasLostOrPassed();
    enforcer.deactivate();
  }

  @Test
  void withoutAnUpdateItClosesAsTheOperatorChose() throws Exception {
    NftEnforcer enforcer = started("closed");
    enforcer.deactivate();
    assertThat(System.getProperty(HandedOver.PROPERTY)).isNull();
    ward.denied("vio", pump, "send " + address(11) + " 7020 " + OUTSIDE + " 4000 late");
    assertThat(ward.outside.saw("got late")).isFalse();
    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
  }

  private NftEnforcer started(String onStop) throws Exception {
    NftEnforcer enforcer = ward.enforcer(Map.of("onStop", onStop));
    assertThat(Ward.place(enforcer, 11, POLICY)).isInstanceOf(EnforcementEvent.Enforced.class);
    EnforcementIntent resolved =
        new EnforcementIntent.InsertAddresses(
            fresh(), soon(), "cloud.example", Map.of(InetAddress.getByName(OUTSIDE), 600));
    assertThat(Ward.answer(enforcer, resolved)).isInstanceOf(EnforcementEvent.Enforced.class);
    pump.tell("flood " + address(11) + " 7010 " + OUTSIDE + " 4000 pump");
    pump.tell("flood " + address(11) + " 7011 " + OUTSIDE + " 4003 named");
    pump.tell("flood " + address(11) + " 7012 " + OUTSIDE + " 4001 denied");
    stranger.tell("flood " + address(66) + " 7013 " + OUTSIDE + " 4000 stranger");
    Await.until(
        "traffic runs",
        PATIENCE,
        () -> ward.outside.sawStarting("got pump") && ward.outside.sawStarting("got named"));
    return enforcer;
  }

  private static void reconcile(NftEnforcer enforcer) throws Exception {
    EnforcementIntent whole =
        new EnforcementIntent.Reconcile(fresh(), soon(), List.of(placement(11, mac(11), POLICY)));
    assertThat(Ward.answer(enforcer, whole)).isInstanceOf(EnforcementEvent.Enforced.class);
  }

  private void trafficGoesOn() throws InterruptedException {
    for (String flow : List.of("got pump", "got named")) {
      long before = ward.outside.countStarting(flow);
      Await.until(
          flow + " goes on", PATIENCE, () -> ward.outside.countStarting(flow) > before + 200);
    }
  }

  private long lostCount() {
    return ward.events.stream().filter(EnforcementEvent.RulesLost.class::isInstance).count();
  }

  private void nothingWasLostOrPassed() {
    assertThat(ward.outside.sawStarting("got stranger")).as("a stranger's packets").isFalse();
    assertThat(ward.outside.sawStarting("got denied")).as("undeclared packets").isFalse();
    for (String flow : List.of("pump", "named")) {
      long last = ward.outside.last("got " + flow);
      List<Long> missing = ward.outside.missing("got " + flow, last - 20);
      System.out.printf("takeover: %s: %d of %d datagrams lost%n", flow, missing.size(), last + 1);
      assertThat(missing).as("lost datagrams of the flow " + flow).isEmpty();
    }
  }
}
