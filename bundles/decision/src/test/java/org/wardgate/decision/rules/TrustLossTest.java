package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** Losing trust, and how it is won back. */
class TrustLossTest {
  private final Walk walk = new Walk();

  @Test
  void tamperedFirmwareAtRuntimeQuarantines() {
    walk.admit(PUMP);
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.newest(EnforcementIntent.class).orElseThrow())
        .isInstanceOf(EnforcementIntent.Remove.class);
  }

  @Test
  void unchangedEvidenceIsCountedAndNotJournaled() {
    walk.admit(PUMP);
    walk.reattest(PUMP, Tier.AFFIRMING);
    for (int i = 0; i < 50; i++) {
      walk.pass(Duration.ofSeconds(10));
      walk.reattest(PUMP, Tier.AFFIRMING);
      assertThat(walk.last().durable()).isFalse();
    }
    walk.pass(Duration.ofHours(1));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.last().durable()).isTrue();
    assertThat(walk.last().line()).contains("51 times");
  }

  @Test
  void aScanQuarantinesAndOneStrayPacketDoesNot() {
    walk.admit(PUMP);
    walk.submit(TestWard.denied(PUMP, 1, 1));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    walk.submit(TestWard.denied(PUMP, 20, 9));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.VIOLATIONS.code());
  }

  @Test
  void aSpoofedSourceBlamesNobody() {
    walk.admit(PUMP);
    walk.submit(TestWard.denied(VENTILATOR, 20, 9));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void packetsBeforeAdmissionDoNotCount() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.submit(TestWard.denied(PUMP, 20, 9));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
  }

  @Test
  void silenceRestrictsAfterTheClassesPatienceAndAnAnswerRestores() {
    walk.admit(PUMP);
    miss();
    miss();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    miss();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  private void miss() {
    walk.submit(
        new ChallengeMissed(TestWard.id("m"), PUMP, Problem.of(AttestationErrors.NO_ANSWER, "")));
  }

  @Test
  void challengesComeWithTheClassesPeriod() {
    walk.admit(PUMP);
    walk.pass(Duration.ofSeconds(5));
    walk.submit(new CoreEvent.Tick(TestWard.id("t1")));
    assertThat(walk.all(AttestationIntent.Challenge.class)).isEmpty();
    walk.pass(Duration.ofSeconds(10));
    walk.submit(new CoreEvent.Tick(TestWard.id("t2")));
    walk.submit(new CoreEvent.Tick(TestWard.id("t3")));
    assertThat(walk.all(AttestationIntent.Challenge.class)).hasSize(1);
  }

  @Test
  void quarantineIsLeftThroughAnOperatorAndFreshEvidenceOnly() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd noise"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "checked"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(walk.all(AttestationIntent.Challenge.class)).hasSize(1);
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void releasedButTamperedIsQuarantinedAgain() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd noise"));
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "checked"));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void commandsThatDoNotFitAreRefused() {
    assertThat(
            walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "x"))
                .refusal()
                .orElseThrow()
                .code())
        .isEqualTo(DecisionErrors.UNKNOWN_DEVICE.code());
    walk.admit(PUMP);
    assertThat(
            walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "x"))
                .refusal()
                .orElseThrow()
                .code())
        .isEqualTo(DecisionErrors.NOT_ALLOWED.code());
    walk.submit(new Command.Retire(TestWard.id("t"), PUMP, "ann", "x"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RETIRED);
    assertThat(walk.submit(new Command.Retire(TestWard.id("t2"), PUMP, "ann", "x")).refusal())
        .isPresent();
  }

  @Test
  void aRetiredDeviceStaysRetiredWhateverItDoes() {
    walk.admit(PUMP);
    walk.submit(new Command.Retire(TestWard.id("t"), PUMP, "ann", "x"));
    walk.identify(PUMP);
    walk.reattest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RETIRED);
  }

  @Test
  void aCutThatFailedIsRepeatedForTheWholeWard() {
    walk.admit(PUMP);
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    walk.submit(
        new EnforcementEvent.NotEnforced(
            walk.newest(EnforcementIntent.Remove.class).orElseThrow().correlationId(),
            Problem.of(EnforcementErrors.NFT_TIMEOUT, "")));
    walk.pass(Duration.ofSeconds(6));
    walk.submit(new CoreEvent.Tick(TestWard.id("t")));
    assertThat(walk.newest(EnforcementIntent.Reconcile.class).orElseThrow().placements()).isEmpty();
  }

  @Test
  void aGrantThatFailedLeavesTheFloor() {
    walk.admit(VENTILATOR);
    walk.reattest(VENTILATOR, Tier.CONTRAINDICATED);
    walk.submit(new Command.Release(TestWard.id("r"), VENTILATOR, "ann", "checked"));
    walk.attest(VENTILATOR, Tier.AFFIRMING);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.ATTESTED);
    walk.submit(
        new EnforcementEvent.NotEnforced(
            walk.newest(EnforcementIntent.Place.class).orElseThrow().correlationId(),
            Problem.of(EnforcementErrors.NFT_TIMEOUT, "")));
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void oneInventoryCannotIsolateAWard() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    walk.admit(TestWard.MONITOR);
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(2, List.of(PUMP))));
    assertThat(walk.state().inventory().version()).isEqualTo(1);
    walk.submit(
        new InventoryChanged(
            TestWard.id("i"), TestWard.inventory(3, List.of(VENTILATOR, TestWard.MONITOR))));
    assertThat(walk.state().inventory().version()).isEqualTo(3);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void anInventoryThatIsNotLoadedYetSaysNothing() {
    walk.admit(PUMP);
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(0, List.of())));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void anInventoryThatIsInForceAlreadySaysNothingNew() {
    var step =
        walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(1, TestWard.ALL)));
    assertThat(step.outcomes()).isEmpty();
    assertThat(step.line()).isEmpty();
  }

  @Test
  void whatEnforcementConfirmsLaterDoesNotBringTrustBack() {
    walk.admit(TestWard.MONITOR);
    walk.reattest(TestWard.MONITOR, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(TestWard.MONITOR)).isEqualTo(DeviceState.RESTRICTED);
    walk.enforce();
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    walk.enforce();
    assertThat(walk.stateOf(TestWard.MONITOR)).isEqualTo(DeviceState.RESTRICTED);
    walk.submit(new Command.Release(TestWard.id("r"), TestWard.MONITOR, "ann", "checked"));
    walk.submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    walk.enforce();
    assertThat(walk.stateOf(TestWard.MONITOR)).isEqualTo(DeviceState.PROFILED);
  }
}
