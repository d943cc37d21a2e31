package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationIntent.Challenge;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;

/** Devices that cannot attest: somebody speaks for them for a time, and they stay in the ward. */
class UnattestedTest {
  private final Walk walk = walk(1);

  private static Walk walk(long version) {
    return new Walk(
        TrustWard.inventory(version, TestWard.ALL, TrustWard.unable()),
        new DecisionLimits(100, 4, 0.10, 1, 2),
        TrustWard.evaluator());
  }

  private void accept(DeviceId device) {
    walk.submit(
        new Command.Accept(
            TestWard.id("acc"), device, Duration.ofDays(30), "ann", "no newer model"));
  }

  private void come(DeviceId device) {
    walk.identify(device);
    walk.bind(device);
    walk.profile(device);
    walk.submit(TestWard.requested(device));
  }

  private void admit(DeviceId device) {
    come(device);
    accept(device);
    walk.issue(device);
    walk.enforce();
  }

  @Test
  void withoutAnAcceptanceItGetsNothing() {
    come(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_ACCEPTED.code());
    assertThat(walk.all(IssueCertificate.class)).isEmpty();
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void withOneItIsAdmittedWithoutEvidence() {
    admit(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).trust().attestation()).isEmpty();
  }

  @Test
  void itIsNeverChallengedAndNeverStale() {
    admit(PUMP);
    for (int i = 0; i < 10; i++) {
      walk.pass(Duration.ofMinutes(1));
      walk.tick();
    }
    assertThat(walk.all(Challenge.class)).isEmpty();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void itStaysWithinTheWardsLocalNetworks() {
    admit(PUMP);
    assertThat(target(PUMP).fromDevice())
        .allMatch(
            rule ->
                rule.remote() instanceof Remote.Both both
                    && both.second().equals(new Remote.LocalNetworks()));
  }

  private PolicySet target(DeviceId device) {
    return walk.state().policy(walk.of(device).policy().target().orElseThrow()).orElseThrow();
  }

  @Test
  void itsFloorMayLeaveTheWard() {
    admit(VENTILATOR);
    List<FlowRule> flows = target(VENTILATOR).fromDevice();
    assertThat(flows).startsWith(TestWard.floorFlow());
    assertThat(flows.subList(1, flows.size()))
        .allMatch(rule -> rule.remote() instanceof Remote.Both);
  }

  @Test
  void itsTrafficWeighsAllTheSame() {
    admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 20, 9));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void releasedItComesBackWithoutEvidence() {
    admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 20, 9));
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "fine"));
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.all(Challenge.class)).isEmpty();
  }

  @Test
  void whatIsExploitedCutsItAndAFixBringsItBack() {
    admit(PUMP);
    walk.submit(TrustWard.assessed(9, 1, TestWard.START));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(TrustWard.assessed(0, 0, TestWard.START));
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void aClassThatAttestedBeforeIsCutWhenItsInventorySaysItCannotAndNobodyAccepts() {
    Walk attesting =
        new Walk(
            TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting()),
            new DecisionLimits(100, 4, 0.10, 1, 2),
            TrustWard.evaluator());
    attesting.admit(VENTILATOR);
    attesting.submit(
        new InventoryChanged(
            TestWard.id("i"), TrustWard.inventory(2, TestWard.ALL, TrustWard.unable())));
    assertThat(attesting.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(attesting.of(VENTILATOR).policy().target())
        .isEqualTo(attesting.of(VENTILATOR).policy().floor());
  }

  @Test
  void anInventoryThatWouldCutMoreThanTheCapForItIsHeld() {
    Walk attesting =
        new Walk(
            TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting()),
            new DecisionLimits(100, 4, 0.10, 1, 2),
            TrustWard.evaluator());
    TestWard.ALL.forEach(attesting::admit);
    attesting.submit(
        new InventoryChanged(
            TestWard.id("i"), TrustWard.inventory(2, TestWard.ALL, TrustWard.unable())));
    assertThat(attesting.state().inventory().version()).isEqualTo(1);
    TestWard.ALL.forEach(d -> assertThat(attesting.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
  }
}
