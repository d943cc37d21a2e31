package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent.Enforced;
import org.wardgate.api.enforcement.EnforcementEvent.NotEnforced;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.Place;
import org.wardgate.api.enforcement.EnforcementIntent.Reconcile;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.InUse;
import org.wardgate.decision.state.Outcome;

/** A policy that enforcement cannot express costs nobody what was in force. */
class UnenforceableTest {
  private static final Problem BAD = Problem.of(EnforcementErrors.UNENFORCEABLE, "a rule");

  private final Walk walk = new Walk();

  private void refresh(DeviceId device, String content) {
    walk.submit(
        new MudEvent.MudFileVerified(TestWard.id("later"), device, TestWard.file(device, content)));
  }

  private void refuse() {
    walk.submit(
        new NotEnforced(walk.newest(EnforcementIntent.class).orElseThrow().correlationId(), BAD));
  }

  private Optional<ProfileId> target(DeviceId device) {
    return walk.of(device).policy().target();
  }

  private void tick(Duration after) {
    walk.pass(after);
    walk.submit(new CoreEvent.Tick(TestWard.id("t")));
  }

  private void settle() {
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    walk.enforce();
  }

  @Test
  void whatWasInForceStaysAndTheFileIsNotTriedAgain() {
    walk.admit(PUMP);
    settle();
    Optional<ProfileId> before = target(PUMP);
    refresh(PUMP, "port=444");
    assertThat(target(PUMP)).isNotEqualTo(before);
    refuse();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(target(PUMP)).isEqualTo(before);
    assertThat(walk.of(PUMP).standing().reason()).contains("WG-NFT-0006");
    assertThat(walk.newest(Place.class).orElseThrow().placement().policy().id())
        .isEqualTo(before.orElseThrow());
    walk.enforce();
    int asked = walk.all(EnforcementIntent.class).size();
    for (int i = 0; i < 4; i++) {
      tick(Duration.ofSeconds(6));
      refresh(PUMP, "port=444");
    }
    assertThat(walk.all(EnforcementIntent.class)).hasSize(asked);
    refresh(PUMP, "port=445");
    assertThat(walk.all(EnforcementIntent.class)).hasSize(asked + 1);
  }

  @Test
  void aNewInventoryTriesOnceMore() {
    walk.admit(PUMP);
    refresh(PUMP, "port=444");
    refuse();
    walk.enforce();
    int asked = walk.all(Place.class).size();
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(2, TestWard.ALL)));
    assertThat(walk.all(Place.class)).hasSize(asked + 1);
  }

  @Test
  void twoFilesInARowGoBackToTheConfirmedOne() {
    walk.admit(PUMP);
    Optional<ProfileId> before = target(PUMP);
    refresh(PUMP, "port=444");
    Place first = walk.newest(Place.class).orElseThrow();
    refresh(PUMP, "port=445");
    walk.submit(new NotEnforced(first.correlationId(), BAD));
    assertThat(target(PUMP)).isNotEqualTo(before);
    refuse();
    assertThat(target(PUMP)).isEqualTo(before);
  }

  @Test
  void aDeviceThatComesBackStaysOnItsFloor() {
    walk.admit(VENTILATOR);
    walk.reattest(VENTILATOR, Tier.NONE);
    Optional<ProfileId> floor = target(VENTILATOR);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    walk.submit(
        new org.wardgate.api.command.Command.Release(
            TestWard.id("r"), VENTILATOR, "ann", "checked"));
    walk.reattest(VENTILATOR, Tier.AFFIRMING);
    assertThat(target(VENTILATOR)).isNotEqualTo(floor);
    refuse();
    assertThat(target(VENTILATOR)).isEqualTo(floor);
    assertThat(walk.stateOf(VENTILATOR)).isNotEqualTo(DeviceState.ADMITTED);
    walk.enforce();
    int asked = walk.all(EnforcementIntent.class).size();
    walk.reattest(VENTILATOR, Tier.AFFIRMING);
    assertThat(walk.all(EnforcementIntent.class)).hasSize(asked);
  }

  @Test
  void aDeviceOnItsWayInIsRefused() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    refuse();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ATTESTED);
    assertThat(target(PUMP)).isEmpty();
    assertThat(walk.newest(RefuseEnrolment.class)).isPresent();
  }

  @Test
  void anAdvisorysLimitIsNotLostWithItsPolicy() {
    walk.admit(PUMP);
    refresh(PUMP, "port=444");
    walk.submit(TestWard.advisory(1, Response.LOCAL_ONLY, false, TestWard.mudUrl(PUMP)));
    refuse();
    PolicySet now = target(PUMP).flatMap(walk.state()::policy).orElseThrow();
    assertThat(Policies.staysLocal(now, Optional.empty())).isTrue();
    refuse();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void aWardOfWhichOneIsLeftOutPlacesItAloneAndIsNotRepeatedForEver() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    Optional<ProfileId> before = target(PUMP);
    refresh(PUMP, "port=444");
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    int places = walk.all(Place.class).size();
    refuse();
    assertThat(walk.all(Place.class)).hasSize(places + 1);
    refuse();
    assertThat(target(PUMP)).isEqualTo(before);
    walk.enforce();
    tick(Duration.ofSeconds(6));
    walk.enforce();
    assertThat(walk.state().enforced()).isTrue();
    int reconciles = walk.all(Reconcile.class).size();
    tick(Duration.ofSeconds(60));
    assertThat(walk.all(Reconcile.class)).hasSize(reconciles);
  }

  @Test
  void aGrantThatNobodyConfirmedIsNotPlacedAfterARestart() {
    walk.admit(PUMP);
    walk.submit(
        new org.wardgate.api.command.Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd"));
    walk.submit(
        new org.wardgate.api.command.Command.Release(TestWard.id("r"), PUMP, "ann", "fine"));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(target(PUMP)).isPresent();
    walk.state().apply(new Outcome.LiveIs(PUMP, org.wardgate.decision.state.LiveFacts.NONE));
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    assertThat(walk.newest(Reconcile.class).orElseThrow().placements()).isEmpty();
    assertThat(target(PUMP)).isEmpty();
  }

  @Test
  void onlyTheAnswerToItsPresentPolicyAdmits() {
    walk.admit(PUMP);
    refresh(PUMP, "port=444");
    Place first = walk.newest(Place.class).orElseThrow();
    refresh(PUMP, "port=445");
    walk.submit(new Enforced(first.correlationId()));
    DeviceCase c = walk.of(PUMP);
    assertThat(c.policy().confirmed()).isNotEqualTo(c.policy().target());
  }

  @Test
  void aLimitOfBandwidthNeverCoversTheFloor() {
    PolicySet limited =
        new PolicySet(
            new ProfileId("0123456789abcdef"),
            "https://mud.example/a",
            "",
            List.of(),
            List.of(),
            Optional.of(new Bandwidth(1_000, 1_000)));
    PolicySet floor =
        Policies.floor(TestWard.inventory(1, TestWard.ALL).entry(VENTILATOR).orElseThrow())
            .orElseThrow();
    assertThat(Policies.withFloor(limited, floor).bandwidth()).isEmpty();
    assertThat(Policies.localOnly(limited).bandwidth()).isPresent();
  }

  @Test
  void whatNothingUsesIsForgotten() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    for (int port = 1_000; port < 1_050; port++) {
      refresh(PUMP, "port=" + port);
      walk.enforce();
    }
    assertThat(walk.state().policies().size()).isGreaterThan(50);
    InUse.of(walk.state()).leftOver(walk.state()).forEach(walk.state()::apply);
    assertThat(walk.state().policies()).hasSizeLessThan(6);
    assertThat(walk.state().notes()).hasSize(2);
    assertThat(target(PUMP).flatMap(walk.state()::policy)).isPresent();
    assertThat(target(VENTILATOR).flatMap(walk.state()::policy)).isPresent();
    assertThat(walk.state().mentions("cloud.example")).isTrue();
  }
}
