package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** What is made of a MUD file in this hospital, and how it is kept up to date. */
class MudFileLifeTest {
  private static final String CLASS = "urn:example:nurse-call";
  private static final List<DeviceId> FLEET = TestWard.fleet(3);

  private static MudServices mapped(String... prefixes) {
    return new MudServices(
        Map.of(CLASS, List.of(prefixes)),
        Map.of(TestWard.mudUrl(PUMP), List.of("10.9.0.0/24")),
        Map.of(),
        false);
  }

  private static PolicySet target(Walk walk, DeviceId device) {
    return walk.of(device).policy().target().flatMap(walk.state()::policy).orElseThrow();
  }

  private static List<Remote> remotes(Walk walk, DeviceId device) {
    return target(walk, device).fromDevice().stream().map(r -> r.remote()).toList();
  }

  @Test
  void aControllerClassBecomesTheHospitalsHosts() {
    Walk walk =
        new Walk(
            TestWard.inventory(
                1, TestWard.ALL, mapped("10.2.0.5/32", "10.2.0.6/32", "2001:db8::/64"), false));
    walk.admit(PUMP, "ctrl=" + CLASS);
    assertThat(remotes(walk, PUMP))
        .containsExactly(
            new Remote.Name("cloud.example"),
            new Remote.Prefix("10.2.0.5/32"),
            new Remote.Prefix("10.2.0.6/32"));
    assertThat(target(walk, PUMP).fromDevice()).extracting("name").contains("acl/ace8443");
    assertThat(target(walk, PUMP).origin()).isEqualTo(TestWard.mudUrl(PUMP));
  }

  @Test
  void itsOwnControllersAreThoseOfItsModel() {
    Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL, mapped(), false));
    walk.admit(PUMP, "ctrl=my-controller");
    assertThat(remotes(walk, PUMP)).contains(new Remote.Prefix("10.9.0.0/24"));
    walk.admit(VENTILATOR, "ctrl=my-controller");
    assertThat(remotes(walk, VENTILATOR)).contains(new Remote.Controller("my-controller"));
  }

  @Test
  void whatNobodyMappedWaitsAndSaysSo() {
    Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL, MudServices.NONE, false));
    walk.admit(PUMP, "ctrl=" + CLASS);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().reason())
        .contains(MudErrors.WAITS_FOR_MAPPING.code(), CLASS);
    assertThat(remotes(walk, PUMP)).contains(new Remote.Controller(CLASS));
  }

  @Test
  void aMappingThatComesLaterIsPutInForceAndOnlyWhereItMatters() {
    Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL, MudServices.NONE, false));
    walk.admit(PUMP, "ctrl=" + CLASS);
    walk.admit(VENTILATOR);
    int before = walk.all(EnforcementIntent.Place.class).size();
    walk.submit(
        new InventoryChanged(
            TestWard.id("i"), TestWard.inventory(2, TestWard.ALL, mapped("10.2.0.5/32"), false)));
    assertThat(walk.all(EnforcementIntent.Place.class)).hasSize(before + 1);
    assertThat(remotes(walk, PUMP)).contains(new Remote.Prefix("10.2.0.5/32"));
    assertThat(walk.of(PUMP).standing().reason()).doesNotContain("WG-MUD-0029");
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void theFloorComesFirstAndIsToldToEnforcement() {
    Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL, mapped("10.2.0.5/32"), false));
    walk.admit(VENTILATOR, "ctrl=" + CLASS);
    assertThat(target(walk, VENTILATOR).fromDevice()).startsWith(TestWard.floorFlow());
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    EnforcementIntent.Placement placed =
        walk.newest(EnforcementIntent.Reconcile.class).orElseThrow().placements().get(0);
    assertThat(placed.floor().orElseThrow().fromDevice()).containsExactly(TestWard.floorFlow());
  }

  private static Walk bootstrapping(boolean allowed) {
    Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL, MudServices.NONE, allowed));
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP, "boot");
    return walk;
  }

  @Test
  void aBootstrappingProfileHoldsFromProfiledToAdmitted() {
    Walk walk = bootstrapping(true);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(target(walk, PUMP).origin()).startsWith("bootstrapping:");
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    assertThat(target(walk, PUMP).origin()).isEqualTo(TestWard.mudUrl(PUMP));
    assertThat(walk.all(EnforcementIntent.Remove.class)).isEmpty();
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void itNeedsTheHospitalsLeave() {
    Walk walk = bootstrapping(false);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
  }

  @Test
  void everyCutTakesItAndItNeverComesBack() {
    Walk walk = bootstrapping(true);
    walk.attest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.all(EnforcementIntent.Remove.class)).hasSize(1);
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "checked"));
    walk.identify(PUMP);
    walk.submit(new MudEvent.MudFileVerified(TestWard.id("m"), PUMP, TestWard.file(PUMP, "boot")));
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void leaveThatIsTakenBackEndsIt() {
    Walk walk = bootstrapping(true);
    walk.submit(
        new InventoryChanged(
            TestWard.id("i"), TestWard.inventory(2, TestWard.ALL, MudServices.NONE, false)));
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    assertThat(walk.newest(EnforcementIntent.class).orElseThrow())
        .isInstanceOf(EnforcementIntent.Remove.class);
  }

  private static Walk fleet() {
    Walk walk = new Walk(FLEET);
    FLEET.forEach(walk::admit);
    return walk;
  }

  private static void refresh(Walk walk, Duration after) {
    walk.pass(after);
    walk.submit(new CoreEvent.Tick(TestWard.id("t")));
  }

  private static long fetches(Walk walk) {
    return walk.all(MudIntent.FetchMudFile.class).size();
  }

  @Test
  void aFileIsAskedForAgainOncePerUrlWhenItsValidityIsOver() {
    Walk walk = fleet();
    long before = fetches(walk);
    refresh(walk, Duration.ofHours(47));
    assertThat(fetches(walk)).isEqualTo(before);
    refresh(walk, Duration.ofHours(6));
    assertThat(fetches(walk)).isEqualTo(before + 1);
    refresh(walk, Duration.ofSeconds(1));
    assertThat(fetches(walk)).isEqualTo(before + 1);
  }

  @Test
  void aChangedFileIsPutInForceForAllItsDevices() {
    Walk walk = fleet();
    refresh(walk, Duration.ofHours(53));
    DeviceId asked = walk.newest(MudIntent.FetchMudFile.class).orElseThrow().device();
    walk.profile(asked, "port=444 fw=2.0");
    for (DeviceId device : FLEET) {
      assertThat(walk.stateOf(device)).isEqualTo(DeviceState.ADMITTED);
      assertThat(target(walk, device).fromDevice().get(0).remotePorts().first()).isEqualTo(444);
    }
    long places =
        walk.all(EnforcementIntent.Place.class).stream()
            .filter(p -> p.placement().policy().fromDevice().get(0).remotePorts().first() == 444)
            .count();
    assertThat(places).isEqualTo(3);
    long before = fetches(walk);
    refresh(walk, Duration.ofHours(47));
    assertThat(fetches(walk)).isEqualTo(before);
  }

  @Test
  void anUnchangedFileChangesNothingInForce() {
    Walk walk = fleet();
    refresh(walk, Duration.ofHours(53));
    int before = walk.all(EnforcementIntent.Place.class).size();
    walk.profile(walk.newest(MudIntent.FetchMudFile.class).orElseThrow().device());
    assertThat(walk.all(EnforcementIntent.Place.class)).hasSize(before);
    long fetches = fetches(walk);
    refresh(walk, Duration.ofHours(2));
    assertThat(fetches(walk)).isEqualTo(fetches);
  }

  @Test
  void aRefusedRefreshKeepsWhatIsInForceAndSaysSoOnce() {
    Walk walk = fleet();
    refresh(walk, Duration.ofHours(53));
    fail(walk);
    assertThat(walk.last().kind()).isEqualTo("mud.not-refreshed");
    assertThat(walk.last().durable()).isTrue();
    FLEET.forEach(d -> assertThat(walk.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
    long before = fetches(walk);
    refresh(walk, Duration.ofMinutes(61));
    assertThat(fetches(walk)).isEqualTo(before + 1);
    fail(walk);
    assertThat(walk.last().durable()).isFalse();
  }

  private static void fail(Walk walk) {
    MudIntent.FetchMudFile ask = walk.newest(MudIntent.FetchMudFile.class).orElseThrow();
    walk.submit(
        new MudEvent.MudFileRefused(
            ask.correlationId(), ask.device(), Problem.of(MudErrors.BAD_SIGNATURE, "")));
  }

  @Test
  void aRefreshThatGetsLostIsTriedAgain() {
    Walk walk = fleet();
    refresh(walk, Duration.ofHours(53));
    walk.submit(
        new CoreEvent.IntentFailed(
            walk.newest(MudIntent.FetchMudFile.class).orElseThrow().correlationId(),
            Problem.of(DecisionErrors.INTENT_OVERDUE, "")));
    FLEET.forEach(d -> assertThat(walk.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
    long before = fetches(walk);
    refresh(walk, Duration.ofMinutes(61));
    assertThat(fetches(walk)).isEqualTo(before + 1);
  }

  @Test
  void aRefreshedFileThatDoesNotCompileKeepsWhatIsInForce() {
    Walk walk = fleet();
    refresh(walk, Duration.ofHours(53));
    DeviceId asked = walk.newest(MudIntent.FetchMudFile.class).orElseThrow().device();
    walk.profile(asked, "bad");
    FLEET.forEach(d -> assertThat(walk.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
    assertThat(walk.last().line()).contains("WG-MUD-");
    assertThat(
            walk.state()
                .notes(walk.of(asked).policy().profile().orElseThrow())
                .orElseThrow()
                .refreshProblem())
        .isNotEqualTo(Optional.empty());
  }
}
