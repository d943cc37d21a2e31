package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.Playbook.Response;
import org.wardgate.api.inventory.Playbook.Trigger;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.Troubles;

/** Troubles of several devices that have one cause. */
class IncidentTest {
  private static final String BAD = "bad0";

  private static Walk ward(int devices, Playbook... playbooks) {
    List<DeviceId> fleet = TestWard.fleet(devices);
    InventorySnapshot plain = TestWard.inventory(1, fleet);
    InventorySnapshot inventory =
        new InventorySnapshot(
            1,
            plain.manufacturers(),
            plain.classes(),
            plain.devices(),
            plain.bySerial(),
            plain.mudServices(),
            Map.of(),
            Map.of(),
            List.of(playbooks));
    Walk walk = new Walk(inventory);
    fleet.forEach(walk::admit);
    return walk;
  }

  private static Playbook firmware(Response response, boolean preApproved) {
    return new Playbook("fw", Trigger.SAME_FIRMWARE, 2, 600, response, preApproved);
  }

  private static DeviceId dev(int n) {
    return new DeviceId("dev-" + n);
  }

  private static Step evidence(Walk walk, int n, String measured, Tier tier) {
    Optional<Problem> problem =
        tier == Tier.AFFIRMING
            ? Optional.empty()
            : Optional.of(Problem.of(AttestationErrors.UNKNOWN_MEASUREMENT, "M1"));
    Observed observed =
        new Observed(
            measured,
            "",
            "",
            false,
            "",
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());
    AttestationResult result =
        new AttestationResult(
            Purpose.RUNTIME,
            tier,
            Map.of("executables", tier.value()),
            Map.of("secure-boot", tier == Tier.AFFIRMING),
            Optional.empty(),
            Bytes.ofHex("00"),
            "ref-1",
            problem,
            AppraisalBasis.NONE,
            observed);
    return walk.submit(new EvidenceAppraised(TestWard.id("e" + n), dev(n), result));
  }

  private static List<IncidentCase> incidents(Walk walk) {
    return List.copyOf(walk.state().incidents());
  }

  private static IncidentCase only(Walk walk) {
    assertThat(incidents(walk)).hasSize(1);
    return incidents(walk).get(0);
  }

  private static Step answer(Walk walk, String id, String operator) {
    return walk.submit(new Command.AnswerIncident(TestWard.id("a"), id, operator, "seen"));
  }

  private static Step dismiss(Walk walk, String id) {
    return walk.submit(new Command.DismissIncident(TestWard.id("d"), id, "ann", "a test"));
  }

  @Test
  void twoDevicesWithTheSameBadFirmwareAreOneIncident() {
    Walk walk = ward(6, firmware(Response.QUARANTINE, false));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    assertThat(incidents(walk)).isEmpty();
    Step step = evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(only(walk).devices()).containsExactly(dev(0), dev(1));
    assertThat(only(walk).state()).isEqualTo(State.OPEN);
    assertThat(step.kind()).isEqualTo("incident.opened");
    assertThat(step.line()).contains("INC-1", "firmware bad0", "dev-0, dev-1", "WG-ATT-0015");
  }

  @Test
  void itsDevicesAreInItUntilItIsDismissedOrLongAnswered() {
    Walk walk = ward(6, firmware(Response.ALARM, false));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    IncidentCase open = only(walk);
    assertThat(Circumstances.goesOn(open, open.lastAt().plus(Duration.ofDays(9)))).isTrue();
    IncidentCase answered = open.in(State.ANSWERED);
    assertThat(Circumstances.goesOn(answered, open.lastAt().plusSeconds(3_599))).isTrue();
    assertThat(Circumstances.goesOn(answered, open.lastAt().plusSeconds(3_600))).isFalse();
    assertThat(Circumstances.goesOn(open.in(State.DISMISSED), open.lastAt())).isFalse();
  }

  @Test
  void isNotOpenedTwiceAndNewDevicesJoin() {
    Walk walk = ward(6, firmware(Response.ALARM, false));
    for (int n = 0; n < 4; n++) {
      evidence(walk, n, BAD, Tier.CONTRAINDICATED);
      evidence(walk, n, BAD, Tier.CONTRAINDICATED);
    }
    assertThat(only(walk).devices()).hasSize(4);
    assertThat(List.copyOf(walk.replayed().incidents())).isEqualTo(incidents(walk));
  }

  @Test
  void comesBackFromTheJournalsTextAfterARestart() {
    Walk walk = ward(30, firmware(Response.QUARANTINE, true));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 2, BAD, Tier.CONTRAINDICATED);
    answer(walk, "INC-1", "ann");
    dismiss(walk, "INC-1");
    List<IncidentCase> before = incidents(walk);
    walk.restart();
    assertThat(incidents(walk)).isEqualTo(before);
    assertThat(only(walk).deciders()).isEqualTo("ann");
    assertThat(only(walk).devices()).hasSize(3);
  }

  @Test
  void otherFirmwareOrTooFarApartIsNone() {
    Walk walk = ward(6, firmware(Response.ALARM, false));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, "bad1", Tier.CONTRAINDICATED);
    walk.pass(Duration.ofSeconds(601));
    evidence(walk, 2, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 3, "", Tier.CONTRAINDICATED);
    evidence(walk, 4, "", Tier.CONTRAINDICATED);
    assertThat(incidents(walk)).isEmpty();
  }

  @Test
  void thePreApprovedResponseReachesWhoRunsTheSameWithinTheCap() {
    Walk walk = ward(30, firmware(Response.QUARANTINE, true));
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    evidence(walk, 3, "good", Tier.AFFIRMING);
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(only(walk).state()).isEqualTo(State.ANSWERED);
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(dev(2)).standing().reason()).contains("INC-1");
    assertThat(walk.stateOf(dev(3))).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void beyondTheCapThePreApprovedResponseWaitsForTwoPeople() {
    Walk walk = ward(10, firmware(Response.QUARANTINE, true));
    for (int n = 2; n < 10; n++) {
      evidence(walk, n, BAD, Tier.AFFIRMING);
    }
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    Step step = evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(step.line()).contains(DecisionErrors.INCIDENT_WAITS.code());
    assertThat(only(walk).state()).isEqualTo(State.OPEN);
    assertThat(walk.stateOf(dev(5))).isEqualTo(DeviceState.ADMITTED);
    assertThat(answer(walk, "INC-1", "ann").refusal()).isEmpty();
    assertThat(walk.stateOf(dev(5))).isEqualTo(DeviceState.ADMITTED);
    assertThat(answer(walk, "INC-1", "ann").refusal().map(Problem::code))
        .contains(DecisionErrors.SECOND_PERSON.code());
    answer(walk, "INC-1", "bob");
    assertThat(only(walk).state()).isEqualTo(State.ANSWERED);
    assertThat(walk.stateOf(dev(5))).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void manyPreApprovedIncidentsTogetherWorsenNoMoreThanTheCap() {
    Walk walk = ward(40, firmware(Response.QUARANTINE, true));
    for (int n = 0; n < 40; n++) {
      evidence(walk, n, "m" + n / 5, Tier.AFFIRMING);
    }
    for (int n = 0; n < 40; n += 5) {
      evidence(walk, n, "m" + n / 5, Tier.CONTRAINDICATED);
      evidence(walk, n + 1, "m" + n / 5, Tier.CONTRAINDICATED);
    }
    long cut =
        TestWard.fleet(40).stream()
            .filter(d -> walk.of(d).standing().reason().contains("INC-"))
            .count();
    assertThat(incidents(walk)).hasSize(8);
    assertThat(cut).isEqualTo(3);
  }

  @Test
  void devicesThatJoinAnAnsweredIncidentGetItsResponse() {
    Walk walk = ward(30, firmware(Response.RESTRICT, true));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 2, BAD, Tier.CONTRAINDICATED);
    assertThat(only(walk).devices()).hasSize(3);
    assertThat(only(walk).state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void restrictLimitsToLocalNetworksUntilItIsDismissedAndFreshEvidenceCame() {
    Walk walk = ward(30, firmware(Response.RESTRICT, true));
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(walk.of(dev(2)).marks().limited()).isTrue();
    assertThat(local(walk, 2)).isTrue();
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    assertThat(local(walk, 2)).isTrue();
    dismiss(walk, "INC-1");
    assertThat(local(walk, 2)).isTrue();
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    assertThat(local(walk, 2)).isFalse();
    assertThat(walk.of(dev(2)).standing().problem()).isEmpty();
  }

  private static boolean local(Walk walk, int n) {
    return Policies.staysLocal(
        walk.of(dev(n)).policy().target().flatMap(walk.state()::policy).orElseThrow(),
        Optional.empty());
  }

  @Test
  void dismissingSendsThoseThatWereCutForItAloneToAttestAfresh() {
    Walk walk = ward(30, firmware(Response.QUARANTINE, true));
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    dismiss(walk, "INC-1");
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.PROFILED);
    assertThat(walk.of(dev(2)).policy().target()).isEmpty();
    assertThat(walk.stateOf(dev(0))).isEqualTo(DeviceState.QUARANTINED);
    evidence(walk, 2, "good", Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.ADMITTED);
    assertThat(dismiss(walk, "INC-1").refusal()).isPresent();
  }

  @Test
  void whatGoesOnAfterItWasDismissedIsNotOpenedAgain() {
    Walk walk = ward(6, firmware(Response.ALARM, false));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    dismiss(walk, "INC-1");
    for (int n = 0; n < 20; n++) {
      walk.pass(Duration.ofMinutes(5));
      evidence(walk, n % 2, BAD, Tier.CONTRAINDICATED);
    }
    assertThat(only(walk).state()).isEqualTo(State.DISMISSED);
    walk.pass(Duration.ofSeconds(700));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(incidents(walk)).hasSize(2);
  }

  @Test
  void challengesThoseThatShareTheCause() {
    Walk walk = ward(30, firmware(Response.CHALLENGE, true));
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    walk.pass(Duration.ofSeconds(1));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(walk.state().live(dev(2)).nextChallengeAt())
        .isEqualTo(TestWard.START.plusSeconds(1));
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void threeDevicesThatSendToTheSamePlaceAreAnIncident() {
    Walk walk = ward(6);
    for (int n = 0; n < 3; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
    }
    assertThat(only(walk).common()).isEqualTo("10.1.0.99");
    assertThat(only(walk).playbook().trigger()).isEqualTo(Trigger.SAME_DESTINATION);
    assertThat(only(walk).playbook().response()).isEqualTo(Response.ALARM);
  }

  @Test
  void manyDevicesThatFallSilentAtOnceAreAnIncidentThatCutsNobodyElse() {
    Walk walk = ward(8);
    for (int n = 0; n < 6; n++) {
      for (int missed = 0; missed < 3; missed++) {
        walk.submit(
            new ChallengeMissed(
                TestWard.id("m"), dev(n), Problem.of(AttestationErrors.NO_ANSWER, "")));
      }
    }
    assertThat(only(walk).playbook().trigger()).isEqualTo(Trigger.SAME_TIME);
    assertThat(only(walk).devices()).hasSize(6);
    assertThat(walk.stateOf(dev(7))).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void whatPeopleCutIsNoTrouble() {
    Walk walk = ward(8);
    for (int n = 0; n < 8; n++) {
      walk.submit(new Command.Quarantine(TestWard.id("q"), dev(n), "ann", "drill"));
    }
    assertThat(incidents(walk)).isEmpty();
  }

  @Test
  void noMoreAreKeptThanTheLimitAndOpenOnesGiveWayNever() {
    Walk walk = ward(2, firmware(Response.ALARM, false));
    for (int n = 0; n < 300; n++) {
      evidence(walk, 0, "x" + n, Tier.CONTRAINDICATED);
      evidence(walk, 1, "x" + n, Tier.CONTRAINDICATED);
    }
    assertThat(incidents(walk)).hasSize(IncidentRules.INCIDENTS_MAX_COUNT);
    assertThat(incidents(walk).get(0).id()).isEqualTo("INC-1");
    dismiss(walk, "INC-7");
    evidence(walk, 0, "y", Tier.CONTRAINDICATED);
    evidence(walk, 1, "y", Tier.CONTRAINDICATED);
    assertThat(incidents(walk)).hasSize(IncidentRules.INCIDENTS_MAX_COUNT);
    assertThat(incidents(walk)).noneSatisfy(i -> assertThat(i.id()).isEqualTo("INC-7"));
    assertThat(incidents(walk)).anySatisfy(i -> assertThat(i.id()).isEqualTo("INC-257"));
  }

  @Test
  void noMoreTroublesAreRememberedThanTheLimit() {
    Walk walk = ward(1, firmware(Response.ALARM, false));
    for (int n = 0; n < Troubles.KEYS_MAX_COUNT + 50; n++) {
      evidence(walk, 0, "x" + n, Tier.CONTRAINDICATED);
    }
    Troubles.Key first = new Troubles.Key(Trigger.SAME_FIRMWARE, "x0");
    Troubles.Key last =
        new Troubles.Key(Trigger.SAME_FIRMWARE, "x" + (Troubles.KEYS_MAX_COUNT + 49));
    assertThat(walk.state().troubles(first)).isEqualTo(Troubles.NONE);
    assertThat(walk.state().troubles(last).lastMillis()).hasSize(1);
  }

  @Test
  void unknownIncidentsAndDecidedOnesAreRefused() {
    Walk walk = ward(6, firmware(Response.ALARM, false));
    assertThat(answer(walk, "INC-1", "ann").refusal().map(Problem::code))
        .contains(DecisionErrors.UNKNOWN_INCIDENT.code());
    assertThat(dismiss(walk, "").refusal()).isPresent();
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(answer(walk, "INC-1", "ann").refusal()).isEmpty();
    assertThat(answer(walk, "INC-1", "bob").refusal().map(Problem::code))
        .contains(DecisionErrors.NOT_ALLOWED.code());
  }

  @Test
  void aBrokenGlassHoldsAgainstTheResponse() {
    Walk walk = ward(30, firmware(Response.QUARANTINE, true));
    evidence(walk, 2, BAD, Tier.AFFIRMING);
    walk.submit(
        new Command.BreakGlass(TestWard.id("bg"), dev(2), Duration.ofMinutes(5), "code 1", "now"));
    evidence(walk, 0, BAD, Tier.CONTRAINDICATED);
    evidence(walk, 1, BAD, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.ADMITTED);
    walk.pass(Duration.ofMinutes(6));
    walk.tick();
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(dev(2)).standing().reason()).contains("INC-1");
  }
}
