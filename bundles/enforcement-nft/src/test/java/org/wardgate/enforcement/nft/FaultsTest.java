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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

/** What goes wrong, with traffic running: nothing unadmitted may pass, ever. */
@Tag("root")
class FaultsTest {
  private static final PolicySet TELEMETRY = sending(udp(host(OUTSIDE), 4000));
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long EDIT_AGAIN_NANOS = 6_000_000_000L;

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
    ward.outside.listen(OUTSIDE, 4000);
    stranger.listen(address(66), 5000);
  }

  @AfterEach
  void tearDown() throws Exception {
    if (ward != null) {
      ward.close();
    }
  }

  @Test
  void aFlushOfAllRulesLetsNoStrangerPass() throws Exception {
    NftEnforcer enforcer = ward.enforcer();
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
    everybodySends();

    for (int round = 1; round <= 5; round++) {
      ward.gateway.run("nft flush ruleset");
      int rounds = round;
      Await.until("rules lost " + round, PATIENCE, () -> lostCount() >= rounds);
    }
    admittedTrafficGoesOn();

    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
    assertThat(stranger.sawStarting("got outside")).isFalse();
    enforcer.deactivate();
  }

  @Test
  void withNobodyToPutThemBackTheWardStaysClosed() throws Exception {
    NftEnforcer enforcer = ward.enforcer(Map.of("onStop", "static"));
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
    everybodySends();
    admittedTrafficGoesOn();
    enforcer.deactivate();

    ward.gateway.run("nft flush ruleset");
    long before = ward.outside.countStarting("got pump");
    // a sign that time passes: a datagram that needs no gateway's permission, a hundred times
    for (int i = 0; i < 100; i++) {
      ward.gateway.run("ping -q -c 1 -W 1 " + OUTSIDE);
    }

    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
    assertThat(stranger.sawStarting("got outside")).isFalse();
    assertThat(ward.outside.countStarting("got pump") - before).isLessThanOrEqualTo(5);
  }

  @Test
  void stoppingAndStartingAgainInterruptsNobodyAndOpensNothing() throws Exception {
    NftEnforcer enforcer = ward.enforcer(Map.of("onStop", "static"));
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
    everybodySends();
    admittedTrafficGoesOn();
    enforcer.deactivate();
    admittedTrafficGoesOn();

    NftEnforcer next = ward.enforcer();
    Await.until("asks for the whole picture", PATIENCE, () -> lostCount() > 0);
    CompletionStage<EnforcementEvent> early =
        next.execute(new EnforcementIntent.Remove(fresh(), soon(), Ward.id(66)));
    admittedTrafficGoesOn();
    assertThat(early.toCompletableFuture()).isNotDone();
    EnforcementIntent reconcile =
        new EnforcementIntent.Reconcile(
            fresh(), soon(), List.of(placement(11, mac(11), TELEMETRY)));
    assertThat(Ward.answer(next, reconcile)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(early.toCompletableFuture().get()).isInstanceOf(EnforcementEvent.Enforced.class);
    admittedTrafficGoesOn();

    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
    next.deactivate();
  }

  @Test
  void killingNftChangesNothingAndTheNextChangeWorks() throws Exception {
    NftEnforcer enforcer = ward.enforcer();
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
    everybodySends();

    for (int round = 0; round < 5; round++) {
      Namespace.sh(
          "for p in $(ip netns pids "
              + ward.gateway.name()
              + "); do grep -qx nft /proc/$p/comm && kill -9 $p; done; true");
      assertThat(Ward.place(enforcer, 12, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
      assertThat(Ward.remove(enforcer, 12)).isInstanceOf(EnforcementEvent.Enforced.class);
    }
    admittedTrafficGoesOn();

    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
    enforcer.deactivate();
  }

  @Test
  void withoutNftNothingOpensAndItIsTriedAgain() throws Exception {
    Path program = Files.createTempDirectory("wardgate-nft").resolve("nft");
    NftEnforcer enforcer = ward.enforcer(Map.of("nftCommand", program.toString()));

    EnforcementEvent refused = Ward.place(enforcer, 11, TELEMETRY);
    everybodySends(); // the barrier is up, nft or not
    assertThat(refused).isInstanceOf(EnforcementEvent.NotEnforced.class);
    assertThat(((EnforcementEvent.NotEnforced) refused).problem().code()).isEqualTo("WG-NFT-0001");
    assertThat(ward.outside.sawStarting("got ")).isFalse();

    Files.copy(Path.of(ward.program("nft")), program);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Await.until(
        "nft is found",
        PATIENCE,
        () -> Ward.place(enforcer, 11, TELEMETRY) instanceof EnforcementEvent.Enforced);
    admittedTrafficGoesOn();
    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
    enforcer.deactivate();
    Namespace.sh("rm -rf " + program.getParent());
  }

  @Test
  void withoutIpNothingOpens() throws Exception {
    NftEnforcer enforcer = ward.enforcer(Map.of("ipCommand", "/nonexistent/ip"));

    EnforcementEvent refused = Ward.place(enforcer, 11, TELEMETRY);

    assertThat(refused).isInstanceOf(EnforcementEvent.NotEnforced.class);
    assertThat(((EnforcementEvent.NotEnforced) refused).problem().code()).isEqualTo("WG-NFT-0004");
    assertThat(ward.gateway.run("nft list tables")).isEmpty();
    enforcer.deactivate();
  }

  @Test
  void editedRulesAndALoweredBarrierAreNoticed() throws Exception {
    NftEnforcer enforcer = ward.enforcer();
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);

    assertThat(ward.events).isEmpty();
    // again if it came before the rules were first read back, and so seemed to belong there
    long[] again = {System.nanoTime() - EDIT_AGAIN_NANOS};
    Await.until(
        "edited rules",
        PATIENCE,
        () -> {
          if (lostCount() == 0 && System.nanoTime() - again[0] >= EDIT_AGAIN_NANOS) {
            again[0] = System.nanoTime();
            ward.gateway.run("nft insert rule inet wardgate forward accept");
          }
          return lostCount() > 0 && !forwardIsOpen();
        });

    ward.gateway.run("ip rule del pref " + RoutingBarrier.PREFERENCE);
    Await.until(
        "lowered barrier",
        PATIENCE,
        () -> ward.gateway.run("ip rule").stream().anyMatch(l -> l.contains("iif br0 blackhole")));
    Await.until("it is told", PATIENCE, () -> lostCount() > 1);
    enforcer.deactivate();
  }

  private boolean forwardIsOpen() throws IOException {
    return ward.gateway.run("nft list chain inet wardgate forward").stream()
        .anyMatch(line -> line.strip().equals("accept"));
  }

  @Test
  void stoppingClosesAllButFloors() throws Exception {
    NftEnforcer enforcer = ward.enforcer();
    PolicySet wide = sending(udp(new Remote.Any(), 4000), udp(new Remote.Any(), 4001));
    EnforcementIntent.Placement monitor =
        new EnforcementIntent.Placement(
            Ward.id(66), placement(66, mac(66), wide).bindings(), wide, Optional.of(TELEMETRY));
    assertThat(Ward.place(enforcer, 11, wide)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(Ward.answer(enforcer, new EnforcementIntent.Place(fresh(), soon(), monitor)))
        .isInstanceOf(EnforcementEvent.Enforced.class);
    ward.outside.listen(OUTSIDE, 4001);
    pump.tell("flood " + address(11) + " 7001 " + OUTSIDE + " 4000 pump");
    admittedTrafficGoesOn();

    enforcer.deactivate();

    long before = ward.outside.countStarting("got pump");
    ward.denied("vio", pump, "send " + address(11) + " 7002 " + OUTSIDE + " 4001 gone");
    ward.denied("vio", stranger, "send " + address(66) + " 7003 " + OUTSIDE + " 4001 more");
    stranger.tell("send " + address(66) + " 7003 " + OUTSIDE + " 4000 floor");
    ward.outside.await("got floor");
    assertThat(ward.outside.saw("got gone") || ward.outside.saw("got more")).isFalse();
    assertThat(ward.outside.countStarting("got pump") - before).isLessThanOrEqualTo(5);
  }

  @Test
  void withoutNftAtTheEndWhatWasInForceStays() throws Exception {
    Path program = Files.createTempDirectory("wardgate-nft").resolve("nft");
    Files.copy(Path.of(ward.program("nft")), program);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    NftEnforcer enforcer = ward.enforcer(Map.of("nftCommand", program.toString()));
    assertThat(Ward.place(enforcer, 11, TELEMETRY)).isInstanceOf(EnforcementEvent.Enforced.class);
    everybodySends();
    admittedTrafficGoesOn();

    Namespace.sh("rm -rf " + program.getParent());
    enforcer.deactivate();

    admittedTrafficGoesOn();
    assertThat(ward.outside.sawStarting("got stranger")).isFalse();
  }

  private void everybodySends() {
    pump.tell("flood " + address(11) + " 7001 " + OUTSIDE + " 4000 pump");
    stranger.tell("flood " + address(66) + " 7002 " + OUTSIDE + " 4000 stranger");
    ward.outside.tell("flood " + OUTSIDE + " 7003 " + address(66) + " 5000 outside");
  }

  private void admittedTrafficGoesOn() throws InterruptedException {
    long before = ward.outside.countStarting("got pump");
    Await.until(
        "admitted traffic", PATIENCE, () -> ward.outside.countStarting("got pump") > before + 20);
  }

  private long lostCount() {
    return ward.events.stream().filter(EnforcementEvent.RulesLost.class::isInstance).count();
  }
}
