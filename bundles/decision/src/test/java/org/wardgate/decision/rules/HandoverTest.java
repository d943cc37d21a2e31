package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverAccepted;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.api.onboarding.OnboardingIntent.SignHandover;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** Devices that go, devices that come, and devices that are in two places. */
class HandoverTest {
  private final Walk walk = new Walk();

  private void handOver(DeviceId device) {
    walk.submit(new Command.HandOver(TestWard.id("h"), device, "g2", "ann", "moved"));
  }

  private void sign(DeviceId device) {
    walk.submit(
        new HandoverSigned(
            walk.newest(SignHandover.class).orElseThrow().correlationId(),
            device,
            Optional.of(Bytes.ofHex("d0")),
            Optional.empty()));
  }

  @Test
  void aDeviceIsCutOnceTheDocumentIsSignedAndItsSessionsClose() {
    walk.admit(PUMP);
    handOver(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    sign(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.HANDED_OVER.code());
    assertThat(walk.last().intents()).anyMatch(CloseSessions.class::isInstance);
    assertThat(walk.all(RevokeCertificates.class)).isEmpty();
    walk.submit(TestWard.identifiedAgain(PUMP));
    assertThat(walk.last().intents()).singleElement().isInstanceOf(CloseSessions.class);
  }

  @Test
  void aDeviceInUseKeepsItsFloorWhenHandedOver() {
    walk.admit(VENTILATOR);
    handOver(VENTILATOR);
    sign(VENTILATOR);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void whenTheHandoverIsOverItsCertificatesAreTakenBack() {
    walk.admit(PUMP);
    walk.tick();
    handOver(PUMP);
    sign(PUMP);
    walk.pass(Duration.ofHours(25));
    walk.tick();
    assertThat(walk.newest(RevokeCertificates.class).orElseThrow().reason())
        .isEqualTo(RevocationReason.AFFILIATION_CHANGED);
    assertThat(walk.of(PUMP).life().handover().orElseThrow().document()).isEmpty();
  }

  @Test
  void whatCannotBeSignedChangesNothing() {
    walk.admit(PUMP);
    handOver(PUMP);
    walk.submit(
        new HandoverSigned(
            TestWard.id("h"),
            PUMP,
            Optional.empty(),
            Optional.of(Problem.of(OnboardingErrors.WARD_CA_ABSENT, ""))));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).life().handover()).isEmpty();
  }

  @Test
  void onlyADeviceThatIsHereWithACertificateGoes() {
    walk.identify(PUMP);
    handOver(PUMP);
    assertThat(walk.last().refusal().orElseThrow().code())
        .isEqualTo(DecisionErrors.NOT_ALLOWED.code());
    walk.bind(PUMP);
    walk.submit(new Command.HandOver(TestWard.id("h"), PUMP, "no such\n", "ann", "moved"));
    assertThat(walk.last().refusal().orElseThrow().code())
        .isEqualTo(DecisionErrors.BAD_COMMAND.code());
    assertThat(walk.all(SignHandover.class)).isEmpty();
  }

  @Test
  void handedBackItJoinsThroughTheWholeGate() {
    walk.admit(PUMP);
    handOver(PUMP);
    sign(PUMP);
    walk.submit(
        new HandoverAccepted(
            TestWard.id("a"),
            PUMP,
            "g2",
            Optional.of(TestWard.mudUrl(PUMP)),
            TestWard.START.plusSeconds(3_600)));
    assertThat(walk.state().expected()).containsKey(PUMP);
    walk.submit(TestWard.identifiedAs(Kind.PEER_LDEVID, PUMP));
    assertThat(walk.state().expected()).isEmpty();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
  }

  @Test
  void anOldHandoverDoesNotTakeBackADeviceThatWasHandedOn() {
    handedBackItJoinsThroughTheWholeGate();
    handOver(PUMP);
    sign(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(TestWard.identifiedAs(Kind.PEER_LDEVID, PUMP)); // of the handover that was used
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).life().handover()).isPresent();
    assertThat(walk.last().intents()).singleElement().isInstanceOf(CloseSessions.class);
  }

  @Test
  void aDeviceThatIsExpectedHasItsMudFileFetchedAndIsForgottenInTime() {
    walk.tick();
    walk.submit(
        new HandoverAccepted(
            TestWard.id("a"),
            PUMP,
            "g2",
            Optional.of(TestWard.mudUrl(PUMP)),
            TestWard.START.plusSeconds(3_600)));
    assertThat(walk.newest(MudIntent.FetchMudFile.class).orElseThrow().device()).isEqualTo(PUMP);
    walk.profile(PUMP);
    walk.pass(Duration.ofHours(2));
    walk.tick();
    assertThat(walk.state().expected()).isEmpty();
    walk.submit(
        new HandoverAccepted(
            TestWard.id("a"), new DeviceId("nobody"), "g2", Optional.empty(), TestWard.START));
    assertThat(walk.state().expected()).isEmpty();
    assertThat(walk.last().line()).contains(OnboardingErrors.NOT_IN_INVENTORY.code());
  }

  private void seenTwice() {
    walk.submit(
        new SeenTwice(
            TestWard.id("s"), PUMP, TestWard.binding(PUMP).address(), TestWard.further(PUMP)));
  }

  @Test
  void aDeviceSeenTwiceStaysAndGetsNoCertificateUntilReleased() {
    walk.admit(PUMP);
    seenTwice();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.last().kind()).isEqualTo("device.seen-twice");
    seenTwice();
    assertThat(walk.last().durable()).isFalse();
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.renewing(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(1);
    walk.submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "a copy was found"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).standing().problem()).isEmpty();
    walk.submit(TestWard.renewing(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(2);
  }

  @Test
  void aDeviceSeenTwiceDoesNotComeBackBySilenceEnding() {
    walk.admit(VENTILATOR);
    walk.admit(PUMP);
    seenTwice();
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new org.wardgate.api.attestation.AttestationEvent.ChallengeMissed(
              TestWard.id("m"),
              PUMP,
              Problem.of(org.wardgate.api.attestation.AttestationErrors.NO_ANSWER, "")));
    }
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.RESTRICTED);
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }
}
