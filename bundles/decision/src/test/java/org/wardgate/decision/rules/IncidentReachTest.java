package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;

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

/** How many devices an incident reaches, and for how long. */
class IncidentReachTest {
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

  private static boolean local(Walk walk, int n) {
    return Policies.staysLocal(
        walk.of(dev(n)).policy().target().flatMap(walk.state()::policy).orElseThrow(),
        Optional.empty());
  }

  private static void silent(Walk walk, DeviceId d) {
    for (int n = 0; n < 3; n++) {
      walk.submit(
          new ChallengeMissed(TestWard.id("m"), d, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
  }

  @Test
  void silenceDoesNotShakeOffAnIncidentsLimit() {
    Walk walk = ward(30, firmware(Response.RESTRICT, true));
    evidence(walk, 2, "bad0", Tier.AFFIRMING);
    evidence(walk, 0, "bad0", Tier.CONTRAINDICATED);
    evidence(walk, 1, "bad0", Tier.CONTRAINDICATED);
    assertThat(local(walk, 2)).isTrue();
    silent(walk, dev(2));
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.RESTRICTED);
    evidence(walk, 2, "bad0", Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.ADMITTED);
    assertThat(local(walk, 2)).isTrue();
  }

  @Test
  void anApprovalCoversTheDevicesItWasGivenForAndJoinsBeyondTheCapReopenIt() {
    Walk walk =
        ward(60, new Playbook("dst", Trigger.SAME_DESTINATION, 2, 600, Response.QUARANTINE, false));
    for (int n = 0; n < 8; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
    }
    walk.submit(new Command.AnswerIncident(TestWard.id("a"), "INC-1", "ann", "seen"));
    walk.submit(new Command.AnswerIncident(TestWard.id("a"), "INC-1", "bob", "seen"));
    for (int n = 8; n < 60; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
    }
    long cut =
        TestWard.fleet(60).stream().filter(d -> walk.stateOf(d) != DeviceState.ADMITTED).count();
    assertThat(cut).isBetween(8L, 8L + 6L);
    IncidentCase only = List.copyOf(walk.state().incidents()).get(0);
    assertThat(only.state()).isEqualTo(State.OPEN);
    assertThat(only.decisions()).isEmpty();
  }

  @Test
  void theCapCountsDevicesThatAreCutForSomethingElseSince() {
    Walk walk =
        ward(30, new Playbook("dst", Trigger.SAME_DESTINATION, 2, 600, Response.QUARANTINE, true));
    for (int n = 0; n < 30; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
      // each that was cut answers its next challenge badly
      if (walk.stateOf(dev(n)) != DeviceState.ADMITTED) {
        evidence(walk, n, "m", Tier.CONTRAINDICATED);
      }
    }
    long cut =
        TestWard.fleet(30).stream().filter(d -> walk.stateOf(d) != DeviceState.ADMITTED).count();
    assertThat(cut).isLessThanOrEqualTo(3);
  }

  @Test
  void whoeverCameAfterTheFirstApprovalNeedsTwoMore() {
    Walk walk = destinations(60);
    for (int n = 0; n < 8; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
    }
    answer(walk, "ann");
    for (int n = 8; n < 20; n++) {
      walk.submit(TestWard.denied(dev(n), 1, 1));
    }
    answer(walk, "bob");
    assertThat(cut(walk, 60)).isEqualTo(8);
    assertThat(only(walk).deciders()).isEqualTo("bob");
    walk.restart();
    assertThat(answer(walk, "bob").refusal()).isPresent();
    answer(walk, "ann");
    assertThat(cut(walk, 60)).isEqualTo(20);
    assertThat(only(walk).state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void badEvidenceShownWhileItWasCutForAnIncidentStillCountsAfterItWasDismissed() {
    Walk walk = ward(30, firmware(Response.QUARANTINE, true));
    evidence(walk, 2, "bad0", Tier.AFFIRMING);
    evidence(walk, 0, "bad0", Tier.CONTRAINDICATED);
    evidence(walk, 1, "bad0", Tier.CONTRAINDICATED);
    evidence(walk, 2, "bad0", Tier.CONTRAINDICATED);
    assertThat(walk.of(dev(2)).standing().reason()).contains("INC-1");
    walk.submit(new Command.DismissIncident(TestWard.id("d"), "INC-1", "ann", "a test"));
    evidence(walk, 2, "good", Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void aLimitThatEndedWhileTheDeviceWasSilentIsLiftedWithItsReturn() {
    Walk walk = ward(30, firmware(Response.RESTRICT, true));
    evidence(walk, 2, "bad0", Tier.AFFIRMING);
    evidence(walk, 0, "bad0", Tier.CONTRAINDICATED);
    evidence(walk, 1, "bad0", Tier.CONTRAINDICATED);
    silent(walk, dev(2));
    walk.submit(new Command.DismissIncident(TestWard.id("d"), "INC-1", "ann", "a test"));
    evidence(walk, 2, "bad0", Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(dev(2))).isEqualTo(DeviceState.ADMITTED);
    assertThat(local(walk, 2)).isFalse();
  }

  private static Walk destinations(int devices) {
    return ward(
        devices, new Playbook("dst", Trigger.SAME_DESTINATION, 2, 600, Response.QUARANTINE, false));
  }

  private static Step answer(Walk walk, String who) {
    return walk.submit(new Command.AnswerIncident(TestWard.id("a"), "INC-1", who, "seen"));
  }

  private static IncidentCase only(Walk walk) {
    return List.copyOf(walk.state().incidents()).get(0);
  }

  private static long cut(Walk walk, int devices) {
    return TestWard.fleet(devices).stream()
        .filter(d -> walk.stateOf(d) != DeviceState.ADMITTED)
        .count();
  }
}
