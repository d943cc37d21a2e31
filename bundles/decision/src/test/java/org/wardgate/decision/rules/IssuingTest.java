package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.IssuingFacts;

/** A ward whose CA, network or clock failed keeps what it has, and heals by itself. */
class IssuingTest {
  private final Walk walk = new Walk(TestWard.inventory(1, TestWard.ALL), limits(3));

  private static DecisionLimits limits(int cutMinCount) {
    return new DecisionLimits(100, 4, 0.10, cutMinCount, 2);
  }

  /** Half-hours in which every admitted device attests. */
  private static void run(Walk ward, Duration time) {
    for (long passed = 0; passed < time.toSeconds(); passed += 1_800) {
      ward.pass(Duration.ofMinutes(30));
      ward.tick();
      ward.state().cases().stream()
          .filter(c -> c.standing().state() == DeviceState.ADMITTED)
          .map(c -> c.device())
          .toList()
          .forEach(d -> ward.reattest(d, Tier.AFFIRMING));
    }
  }

  private static long admitted(Walk ward) {
    return ward.state().cases().stream()
        .filter(c -> c.standing().state() == DeviceState.ADMITTED)
        .count();
  }

  private void miss(DeviceId device) {
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new ChallengeMissed(
              TestWard.id("m"), device, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
  }

  /** It asks to renew and the ward CA says no. */
  private void refuseRenewal(DeviceId device, ErrorCode code) {
    walk.attest(device, Tier.AFFIRMING);
    walk.submit(TestWard.renewing(device));
    walk.submit(
        new PkiEvent.CertificateRefused(
            walk.newest(PkiIntent.IssueCertificate.class).orElseThrow().correlationId(),
            device,
            Problem.of(code, "")));
  }

  @Test
  void aSilentDeviceWhoseCertificateEndedMeanwhileBeginsAgainWithItsIdevid() {
    walk.admit(PUMP);
    walk.tick();
    miss(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    walk.identify(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED); // it can still come back
    walk.pass(Duration.ofDays(4));
    walk.tick();
    walk.submit(TestWard.identifiedAs(Kind.LDEVID, PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    walk.identify(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void aSilentDeviceThatAnswersInAnOldSessionIsToldToShakeHandsAnew() {
    walk.admit(PUMP);
    miss(PUMP);
    walk.pass(Duration.ofHours(2));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.last().intents()).singleElement().isInstanceOf(CloseSessions.class);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void aDeviceCutForAnotherCauseDoesNotBeginAgainBecauseItsCertificateEnded() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd"));
    walk.pass(Duration.ofDays(4));
    walk.identify(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void noStepOfARolloverIsTakenByAClockThatIsNotBelieved() {
    walk.tick();
    walk.setClock(TestWard.START.plus(Duration.ofDays(3_650)));
    for (RolloverStep step : RolloverStep.values()) { // also before the next look at the clock
      walk.submit(new Command.RollAuthority(TestWard.id("r" + step), step, "ann", "yearly"));
      assertThat(walk.last().refusal().orElseThrow().code()).isEqualTo(PkiErrors.BAD_CLOCK.code());
      walk.tick();
    }
    assertThat(walk.all(PkiIntent.RollAuthority.class)).isEmpty();
    walk.setClock(TestWard.START);
    walk.tick();
    walk.submit(new Command.RollAuthority(TestWard.id("r"), RolloverStep.PUBLISH, "ann", "yearly"));
    assertThat(walk.all(PkiIntent.RollAuthority.class)).hasSize(1);
  }

  @Test
  void aWardCaThatCannotIssueCutsNobodyAndSaysSo() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    refuseRenewal(PUMP, PkiErrors.REGISTER_DAMAGED);
    assertThat(walk.last().kind()).isEqualTo("authority.not-issuing");
    run(walk, Duration.ofDays(30));
    assertThat(admitted(walk)).isEqualTo(2);
    IssuingFacts facts = walk.state().issuing();
    assertThat(facts.heldCount()).isEqualTo(2);
    assertThat(facts.line())
        .contains(PkiErrors.REGISTER_DAMAGED.code())
        .contains("2 devices keep their traffic");
    assertThat(walk.replayed().issuing()).isEqualTo(facts);
  }

  @Test
  void onceItIssuesAgainWhoDoesNotRenewIsCut() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    refuseRenewal(PUMP, PkiErrors.CA_UNAVAILABLE);
    run(walk, Duration.ofDays(3));
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.renewing(PUMP));
    walk.issue(PUMP);
    assertThat(walk.state().issuing().trouble()).isEmpty();
    walk.tick();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.state().issuing()).isEqualTo(IssuingFacts.NONE);
  }

  @Test
  void aRefusalThatIsTheDevicesOwnHoldsNobody() {
    walk.admit(PUMP);
    refuseRenewal(PUMP, PkiErrors.BAD_PUBLIC_KEY);
    run(walk, Duration.ofHours(26));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_RENEWED.code());
  }

  @Test
  void moreThanTheCapOfDevicesThatDidNotRenewKeepTheirTraffic() {
    Walk fleet = fleet(40);
    run(fleet, Duration.ofDays(10));
    assertThat(admitted(fleet)).isEqualTo(40);
    assertThat(fleet.state().issuing().line())
        .contains(DecisionErrors.NOT_RENEWED.code())
        .contains("40 devices keep their traffic");
  }

  @Test
  void anOutageThatEndsCertificatesOneByOneCutsNoMoreThanTheCap() {
    Walk fleet = new Walk(TestWard.inventory(1, TestWard.fleet(40)), limits(3));
    fleet.tick();
    for (DeviceId device : TestWard.fleet(40)) {
      admit(fleet, device);
      run(fleet, Duration.ofHours(1));
    }
    run(fleet, Duration.ofDays(10));
    assertThat(admitted(fleet)).isEqualTo(37);
    fleet.state().cases().stream()
        .filter(c -> c.standing().state() == DeviceState.QUARANTINED)
        .map(c -> c.device())
        .toList()
        .forEach(d -> fleet.submit(new Command.Quarantine(TestWard.id("q"), d, "ann", "seen")));
    fleet.tick(); // three are dealt with, but 37 are over
    assertThat(admitted(fleet)).isEqualTo(37);
    assertThat(fleet.state().issuing().heldCount()).isEqualTo(37);
  }

  private static Walk fleet(int count) {
    Walk fleet = new Walk(TestWard.inventory(1, TestWard.fleet(count)), limits(3));
    TestWard.fleet(count).forEach(d -> admit(fleet, d));
    return fleet;
  }

  /** Those of one model share their MUD file: it is asked for once. */
  private static void admit(Walk fleet, DeviceId device) {
    fleet.identify(device);
    fleet.bind(device);
    fleet.profile(device);
    fleet.attest(device, Tier.AFFIRMING);
    fleet.submit(TestWard.requested(device));
    fleet.issue(device);
    fleet.enforce();
    assertThat(fleet.stateOf(device)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void whoeverIsCutForItIsNotHeldAndOperatorsDecideAboutTheRest() {
    Walk fleet = fleet(4);
    run(fleet, Duration.ofHours(26));
    assertThat(fleet.state().issuing().heldCount()).isEqualTo(4);
    fleet.submit(
        new Command.Quarantine(
            TestWard.id("q"), TestWard.fleet(4).get(0), "ann", "does not renew"));
    fleet.tick();
    assertThat(admitted(fleet)).isZero();
    assertThat(fleet.state().issuing().heldCount()).isZero();
  }
}
