package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.OnboardingIntent.GrantEnrolment;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** The way in, and everything that must stop it. */
class JoinTest {
  private final Walk walk = new Walk();

  @Test
  void walksThroughEveryRoomInOrder() {
    walk.identify(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    walk.bind(PUMP);
    walk.profile(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ATTESTED);
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ATTESTED);
    assertThat(walk.all(GrantEnrolment.class)).isEmpty();
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.all(GrantEnrolment.class))
        .singleElement()
        .satisfies(g -> assertThat(g.correlationId()).isEqualTo(TestWard.id("sen-pump-1")));
  }

  @Test
  void evidenceMayArriveBeforeTheMudFile() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    walk.profile(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ATTESTED);
  }

  @Test
  void certificateSerialComesFromTheInventory() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.newest(PkiIntent.IssueCertificate.class).orElseThrow().serial())
        .isEqualTo("sn-pump-1");
  }

  @Test
  void noCertificateWithoutEvidence() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).isEmpty();
  }

  @Test
  void noCertificateForAnotherKeyThanTheOneAttested() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(new EnrolmentRequested(TestWard.id("sen"), PUMP, Bytes.ofHex("00")));
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).isEmpty();
    assertThat(walk.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(AttestationErrors.KEY_MISMATCH.code());
  }

  @Test
  void noCertificateOnOldEvidence() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.pass(Duration.ofMinutes(6));
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).isEmpty();
  }

  @Test
  void runtimeEvidenceDoesNotAdmit() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.submit(TestWard.evidence("re", PUMP, Purpose.RUNTIME, Tier.AFFIRMING));
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).isEmpty();
  }

  @Test
  void contraindicatedEvidenceQuarantines() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(AttestationErrors.UNKNOWN_MEASUREMENT.code());
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
  }

  @Test
  void evidenceThatAffirmsNothingLeavesTheDeviceWhereItWas() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.NONE);
    walk.attest(PUMP, Tier.WARNING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
    assertThat(walk.of(PUMP).standing().problem()).isPresent();
  }

  @Test
  void invalidMudFileRefuses() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    refuseFile(Problem.of(MudErrors.BAD_SIGNATURE, ""));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.REFUSED);
    walk.attest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.REFUSED);
  }

  @Test
  void aMakersServerThatHangsMakesTheDeviceWaitAndIsAskedAgain() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    refuseFile(Problem.of(MudErrors.FETCH_TIMEOUT, ""));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    int before = walk.all(MudIntent.FetchMudFile.class).size();
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(MudIntent.FetchMudFile.class)).hasSize(before + 1);
    walk.profile(PUMP);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.PROFILED);
  }

  private void refuseFile(Problem problem) {
    walk.submit(
        new MudEvent.MudFileRefused(
            walk.newest(MudIntent.FetchMudFile.class).orElseThrow().correlationId(),
            PUMP,
            problem));
  }

  @Test
  void aFileForAnotherUrlIsIgnored() {
    walk.identify(PUMP);
    walk.submit(
        new MudEvent.MudFileVerified(
            walk.newest(MudIntent.FetchMudFile.class).orElseThrow().correlationId(),
            PUMP,
            TestWard.file(TestWard.MONITOR)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
  }

  @Test
  void enforcementThatFailsAdmitsNobody() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    walk.submit(
        new EnforcementEvent.NotEnforced(
            walk.newest(EnforcementIntent.Place.class).orElseThrow().correlationId(),
            Problem.of(EnforcementErrors.NFT_FAILED, "")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ATTESTED);
    assertThat(walk.all(GrantEnrolment.class)).isEmpty();
    assertThat(walk.all(RefuseEnrolment.class)).hasSize(1);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void aCaThatRefusesIsSaidToTheDevice() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.submit(
        new PkiEvent.CertificateRefused(
            walk.newest(PkiIntent.IssueCertificate.class).orElseThrow().correlationId(),
            PUMP,
            Problem.of(PkiErrors.BAD_CLOCK, "")));
    assertThat(walk.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(PkiErrors.BAD_CLOCK.code());
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
  }

  @Test
  void aRequestWithoutHandshakeIsRefused() {
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(RefuseEnrolment.class)).hasSize(1);
    assertThat(walk.state().deviceCase(PUMP)).isEmpty();
  }

  @Test
  void aDeviceOutsideTheInventoryGetsNoCase() {
    Walk empty = new Walk(java.util.List.of(TestWard.MONITOR));
    empty.identify(PUMP);
    assertThat(empty.state().deviceCase(PUMP)).isEmpty();
  }

  @Test
  void withoutAnAddressNothingIsPlaced() {
    walk.identify(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    assertThat(walk.all(EnforcementIntent.Place.class)).isEmpty();
    walk.bind(PUMP);
    assertThat(walk.all(EnforcementIntent.Place.class)).hasSize(1);
  }

  @Test
  void anotherDevicesBindingIsNotTakenOver() {
    walk.admit(PUMP);
    walk.identify(TestWard.MONITOR);
    var ask = walk.newest(org.wardgate.api.network.NetworkIntent.BindAddress.class).orElseThrow();
    walk.submit(
        new org.wardgate.api.network.NetworkEvent.AddressBound(
            ask.correlationId(), TestWard.MONITOR, TestWard.binding(PUMP)));
    assertThat(walk.of(TestWard.MONITOR).location().binding()).isEmpty();
    assertThat(walk.state().deviceAt(TestWard.binding(PUMP))).isEqualTo(Optional.of(PUMP));
  }

  @Test
  void strangersAreRememberedOncePerReasonAndForgottenAtTheLimit() {
    for (int i = 0; i < 10; i++) {
      walk.pass(Duration.ofSeconds(1));
      walk.submit(stranger(i));
    }
    assertThat(walk.state().cases()).hasSize(4);
    assertThat(walk.submit(stranger(9)).durable()).isFalse();
  }

  private static PeerRefused stranger(int n) {
    return new PeerRefused(
        TestWard.id("p" + n),
        new DeviceId("unknown-" + n),
        "CN=whoever",
        "10.1.0.66",
        TransportKind.COAP,
        Problem.of(OnboardingErrors.UNTRUSTED_CHAIN, ""));
  }
}
