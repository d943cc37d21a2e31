package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.AdvisoryView.State;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** The cap of threat advisories: what waits for people, who they are, and what they agree to. */
class AdvisoryApprovalTest {
  private static final List<DeviceId> FLEET = TestWard.fleet(12);
  private static final String FLEET_URL = TestWard.mudUrl(FLEET.get(0));

  private final Walk walk = new Walk();

  private static Walk fleet() {
    Walk fleet = new Walk(FLEET);
    FLEET.forEach(fleet::admit);
    return fleet;
  }

  private static long cut(Walk fleet) {
    return FLEET.stream().filter(d -> fleet.stateOf(d) == DeviceState.QUARANTINED).count();
  }

  private static Optional<String> approve(Walk fleet, String operator) {
    long newest = fleet.state().advisory("ADV-1").map(a -> a.newest().version()).orElse(1L);
    return approve(fleet, operator, newest);
  }

  private static Optional<String> approve(Walk fleet, String operator, long version) {
    return fleet
        .submit(new Command.ApproveAdvisory(TestWard.id("ok"), "ADV-1", version, operator, "seen"))
        .refusal()
        .map(Problem::code);
  }

  @Test
  void beyondTheCapItWaitsForTwoPeople() {
    Walk fleet = fleet();
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    assertThat(cut(fleet)).isZero();
    assertThat(fleet.last().kind()).isEqualTo("advisory.held");
    assertThat(fleet.last().line()).contains("WG-MUD-0052", "12 devices", "dev-0, dev-1");
    assertThat(approve(fleet, "ann")).isEmpty();
    assertThat(approve(fleet, "ann")).contains(DecisionErrors.SAME_OPERATOR.code());
    assertThat(cut(fleet)).isZero();
    assertThat(approve(fleet, "bob")).isEmpty();
    assertThat(cut(fleet)).isEqualTo(12);
    assertThat(approve(fleet, "carl")).contains(DecisionErrors.NOT_ALLOWED.code());
  }

  @Test
  void whatIsDismissedNeverAppliesAndANewerVersionAsksAgain() {
    Walk fleet = fleet();
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    approve(fleet, "ann");
    fleet.submit(new Command.DismissAdvisory(TestWard.id("no"), "ADV-1", 1, "bob", "not ours"));
    assertThat(approve(fleet, "carl")).contains(DecisionErrors.NOT_ALLOWED.code());
    fleet.submit(TestWard.advisory(2, Response.QUARANTINE, false, FLEET_URL));
    assertThat(fleet.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.HELD);
    assertThat(approve(fleet, "bob")).isEmpty();
    assertThat(cut(fleet)).isZero();
    assertThat(approve(fleet, "ann")).isEmpty();
    assertThat(cut(fleet)).isEqualTo(12);
  }

  @Test
  void manySmallAdvisoriesOfOneIssuerAreOneBlow() {
    Walk fleet = new Walk(TestWard.ALL);
    TestWard.ALL.forEach(fleet::admit);
    for (DeviceId device : TestWard.ALL) {
      fleet.submit(
          TestWard.advisory(
              "ADV-" + device, 1, Response.QUARANTINE, false, List.of(), TestWard.mudUrl(device)));
    }
    long cut = TestWard.ALL.stream().filter(d -> fleet.stateOf(d) != DeviceState.ADMITTED).count();
    assertThat(cut).isEqualTo(1);
  }

  @Test
  void aHeldVersionLeavesTheOneBeforeInForce() {
    Walk mixed = new Walk(plus(FLEET, PUMP));
    FLEET.forEach(mixed::admit);
    mixed.admit(PUMP);
    mixed.submit(TestWard.advisory(1, Response.QUARANTINE, false, TestWard.mudUrl(PUMP)));
    assertThat(mixed.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    mixed.submit(
        TestWard.advisory(2, Response.QUARANTINE, false, TestWard.mudUrl(PUMP), FLEET_URL));
    assertThat(mixed.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.HELD);
    assertThat(mixed.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(cut(mixed)).isZero();
  }

  private static List<DeviceId> plus(List<DeviceId> devices, DeviceId one) {
    List<DeviceId> all = new java.util.ArrayList<>(devices);
    all.add(one);
    return all;
  }

  @Test
  void unknownAdvisoriesAreNotDecided() {
    assertThat(approve(walk, "ann")).contains(DecisionErrors.UNKNOWN_ADVISORY.code());
  }

  private void alarm(String issuer, String id, boolean withdrawn) {
    walk.submit(
        TestWard.advisoryOf(
            issuer, id, 1, Response.ALARM, withdrawn, List.of(), "https://x.example/a"));
  }

  @Test
  void thereIsALimitOfAdvisoriesAndThoseThatEndedGiveWay() {
    for (int i = 0; i < DecisionLimits.ADVISORIES_MAX_COUNT; i++) {
      alarm("i" + i % 8, "A-" + i, i == 7);
    }
    alarm("new", "B-1", false);
    assertThat(walk.state().advisory("A-7")).isEmpty();
    assertThat(walk.state().advisory("B-1")).isPresent();
    alarm("new", "B-2", false);
    assertThat(walk.state().advisory("B-2")).isEmpty();
    assertThat(walk.last().line()).contains(DecisionErrors.TOO_MANY_ADVISORIES.code());
  }

  @Test
  void oneIssuerCannotTakeTheRoomOfTheOthers() {
    for (int i = 0; i < DecisionLimits.ADVISORIES_PER_ISSUER_MAX_COUNT; i++) {
      alarm("loud", "A-" + i, false);
    }
    alarm("loud", "A-more", false);
    assertThat(walk.state().advisory("A-more")).isEmpty();
    assertThat(walk.last().line()).contains(DecisionErrors.TOO_MANY_ADVISORIES.code());
    alarm("quiet", "B-1", false);
    assertThat(walk.state().advisory("B-1")).isPresent();
  }

  @Test
  void whatWasDismissedGivesWay() {
    Walk fleet = fleet();
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    fleet.submit(new Command.DismissAdvisory(TestWard.id("no"), "ADV-1", 1, "bob", "not ours"));
    for (int i = 0; i < DecisionLimits.ADVISORIES_PER_ISSUER_MAX_COUNT; i++) {
      fleet.submit(
          TestWard.advisory("A-" + i, 1, Response.ALARM, false, List.of(), "https://x.example/a"));
    }
    assertThat(fleet.state().advisory("ADV-1")).isEmpty();
    assertThat(fleet.state().advisory("A-63")).isPresent();
  }

  @Test
  void anApprovalIsOfTheVersionThatWasShown() {
    Walk fleet = fleet();
    fleet.submit(TestWard.advisory(1, Response.LOCAL_ONLY, false, FLEET_URL));
    fleet.submit(TestWard.advisory(2, Response.QUARANTINE, false, FLEET_URL));
    assertThat(approve(fleet, "ann", 1)).contains(DecisionErrors.NOT_ALLOWED.code());
    assertThat(approve(fleet, "bob", 1)).contains(DecisionErrors.NOT_ALLOWED.code());
    assertThat(cut(fleet)).isZero();
    assertThat(
            fleet
                .submit(
                    new Command.DismissAdvisory(TestWard.id("no"), "ADV-1", 1, "bob", "not ours"))
                .refusal()
                .map(Problem::code))
        .contains(DecisionErrors.NOT_ALLOWED.code());
    assertThat(fleet.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.HELD);
  }

  @Test
  void aMilderVersionOfWhatWasApprovedLimitsAllAtOnce() {
    Walk fleet = fleet();
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    approve(fleet, "ann");
    approve(fleet, "bob");
    assertThat(cut(fleet)).isEqualTo(12);
    fleet.submit(TestWard.advisory(2, Response.LOCAL_ONLY, false, FLEET_URL));
    for (DeviceId device : FLEET) {
      fleet.reattest(device, Tier.AFFIRMING);
      fleet.enforce();
      assertThat(fleet.stateOf(device)).isEqualTo(DeviceState.ADMITTED);
      assertThat(fleet.of(device).marks().limitedBy()).isEqualTo("ADV-1");
      assertThat(
              Policies.staysLocal(
                  fleet.of(device).policy().target().flatMap(fleet.state()::policy).orElseThrow(),
                  Optional.empty()))
          .isTrue();
    }
  }

  @Test
  void whatTheCapLetsPassIsSaidAndHeld() {
    Walk fleet = new Walk(FLEET);
    FLEET.forEach(fleet::admit);
    FLEET.forEach(
        d -> fleet.submit(new Command.Quarantine(TestWard.id("q"), d, "ann", "a walk through")));
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    assertThat(fleet.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.IN_FORCE);
    int said = 0;
    for (DeviceId device : FLEET) {
      fleet.submit(new Command.Release(TestWard.id("r"), device, "ann", "back"));
      fleet.reattest(device, Tier.AFFIRMING);
      if (fleet.last().kind().equals("advisory.held")) {
        said++;
        assertThat(fleet.last().line()).contains(MudErrors.ADVISORY_HELD.code(), device.value());
        assertThat(fleet.last().durable()).isTrue();
      }
      if (fleet.of(device).policy().target().isPresent()) {
        fleet.enforce();
      }
    }
    assertThat(said).isEqualTo(1);
    assertThat(fleet.state().advisory("ADV-1").orElseThrow().state()).isEqualTo(State.HELD);
    approve(fleet, "ann");
    approve(fleet, "bob");
    assertThat(FLEET).noneMatch(d -> fleet.stateOf(d) == DeviceState.ADMITTED);
  }

  @Test
  void confirmationAsksTheAdvisoriesAgain() {
    Walk fleet = new Walk(FLEET);
    List<DeviceId> two = FLEET.subList(0, 2);
    two.forEach(fleet::admit);
    two.forEach(
        d -> fleet.submit(new Command.Quarantine(TestWard.id("q"), d, "ann", "a walk through")));
    fleet.submit(TestWard.advisory(1, Response.QUARANTINE, false, FLEET_URL));
    for (DeviceId device : two) {
      fleet.submit(new Command.Release(TestWard.id("r"), device, "ann", "back"));
      fleet.reattest(device, Tier.AFFIRMING);
    }
    assertThat(fleet.of(two.get(0)).marks().cutBy()).isEqualTo("ADV-1");
    assertThat(fleet.of(two.get(1)).policy().target()).isPresent();
    EnforcementIntent.Place place = fleet.newest(EnforcementIntent.Place.class).orElseThrow();
    fleet.submit(new Command.Retire(TestWard.id("x"), two.get(0), "ann", "old"));
    fleet.submit(new org.wardgate.api.enforcement.EnforcementEvent.Enforced(place.correlationId()));
    assertThat(fleet.stateOf(two.get(1))).isEqualTo(DeviceState.PROFILED);
    assertThat(fleet.of(two.get(1)).policy().target()).isEmpty();
    assertThat(fleet.of(two.get(1)).marks().cutBy()).isEqualTo("ADV-1");
  }
}
