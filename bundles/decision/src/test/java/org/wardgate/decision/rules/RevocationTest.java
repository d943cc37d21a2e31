package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.WardState;

/** Certificates are taken back, once and for all, and the therapy floor stays. */
class RevocationTest {
  private final Walk walk = new Walk();

  private void revoke() {
    walk.submit(new Command.Revoke(TestWard.id("r"), PUMP, "ann", "lost"));
  }

  private RevokeCertificates order() {
    return walk.newest(RevokeCertificates.class).orElseThrow();
  }

  private void confirm() {
    walk.submit(
        new PkiEvent.CertificatesRevoked(order().correlationId(), order().device(), List.of("1")));
  }

  @Test
  void aRevokedDeviceIsCutItsSessionsCloseAndItsCertificatesGo() {
    walk.admit(PUMP);
    revoke();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(DecisionErrors.REVOKED_BY_OPERATOR.code());
    assertThat(order().reason()).isEqualTo(RevocationReason.UNSPECIFIED);
    assertThat(walk.last().intents()).anyMatch(CloseSessions.class::isInstance);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
    confirm();
    assertThat(walk.of(PUMP).life().revoking()).isFalse();
    assertThat(walk.last().kind()).isEqualTo("device.revoked");
  }

  @Test
  void aRevokedDeviceInUseKeepsItsFloor() {
    walk.admit(VENTILATOR);
    walk.submit(new Command.Revoke(TestWard.id("r"), VENTILATOR, "ann", "lost"));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void aSessionOfARevokedDeviceThatArrivesInBetweenIsClosed() {
    walk.admit(PUMP);
    revoke();
    walk.submit(TestWard.identifiedAgain(PUMP));
    assertThat(walk.last().intents()).singleElement().isInstanceOf(CloseSessions.class);
    confirm();
    walk.submit(TestWard.identifiedAgain(PUMP));
    assertThat(walk.last().intents()).singleElement().isInstanceOf(CloseSessions.class);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void whatFailsIsTriedAgainAndSaidOnce() {
    walk.admit(PUMP);
    revoke();
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new PkiEvent.RevocationFailed(
              order().correlationId(), PUMP, Problem.of(PkiErrors.REVOCATION_FAILED, "full")));
      assertThat(walk.last().durable()).isEqualTo(i == 0);
      walk.pass(Duration.ofSeconds(60));
      walk.tick();
      assertThat(walk.all(RevokeCertificates.class)).hasSize(i + 2);
    }
    confirm();
    walk.pass(Duration.ofMinutes(5));
    walk.tick();
    assertThat(walk.all(RevokeCertificates.class)).hasSize(4);
  }

  @Test
  void whatWasOrderedBeforeACrashIsAskedForAfterIt() {
    walk.admit(PUMP);
    revoke();
    WardState after = walk.replayed();
    assertThat(after.deviceCase(PUMP).orElseThrow().life().revoking()).isTrue();
    List<RevokeCertificates> asked =
        walk.elsewhere(after).stream()
            .filter(RevokeCertificates.class::isInstance)
            .map(RevokeCertificates.class::cast)
            .toList();
    assertThat(asked).extracting(RevokeCertificates::device).containsExactly(PUMP);
  }

  @Test
  void noCertificateWhileOldOnesAreTakenBackAndOneAfter() {
    walk.admit(PUMP);
    revoke();
    walk.submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "found"));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    walk.identify(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).hasSize(1);
    confirm();
    assertThat(walk.all(PkiIntent.IssueCertificate.class)).hasSize(2);
    walk.issue(PUMP);
    walk.enforce();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).life().certified()).isTrue();
  }

  @Test
  void releasedAfterRevocationItDoesNotComeBackOnRuntimeEvidence() {
    walk.admit(PUMP);
    revoke();
    confirm();
    walk.submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "found"));
    walk.reattest(PUMP, Tier.AFFIRMING);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    assertThat(walk.of(PUMP).policy().target()).isEmpty();
  }

  @Test
  void whatIsIssuedAfterTheOrderIsTakenBackToo() {
    walk.identify(PUMP);
    walk.bind(PUMP);
    walk.profile(PUMP);
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    revoke();
    confirm();
    walk.issue(PUMP);
    assertThat(walk.all(RevokeCertificates.class)).hasSize(2);
    assertThat(walk.of(PUMP).life().certified()).isFalse();
  }

  @Test
  void retiringAndRemovalFromTheInventoryRevoke() {
    walk.admit(PUMP);
    walk.submit(new Command.Retire(TestWard.id("t"), PUMP, "ann", "old"));
    assertThat(order().reason()).isEqualTo(RevocationReason.CESSATION_OF_OPERATION);
    walk.admit(VENTILATOR);
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(2, List.of(PUMP))));
    assertThat(order().device()).isEqualTo(VENTILATOR);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    int before = walk.all(RevokeCertificates.class).size();
    walk.submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(3, List.of(PUMP))));
    assertThat(walk.all(RevokeCertificates.class)).hasSize(before);
  }

  @Test
  void quarantineAloneRevokesNothing() {
    walk.admit(PUMP);
    walk.submit(new Command.Quarantine(TestWard.id("q"), PUMP, "ann", "odd"));
    walk.submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "fine"));
    walk.reattest(PUMP, Tier.CONTRAINDICATED);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.all(RevokeCertificates.class)).isEmpty();
  }

  @Test
  void aKeySeenWithTwoIdentitiesCutsAndRevokesBoth() {
    walk.admit(PUMP);
    walk.admit(VENTILATOR);
    walk.submit(new KeySharedByTwo(TestWard.id("k"), PUMP, VENTILATOR));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.all(RevokeCertificates.class))
        .extracting(RevokeCertificates::reason)
        .containsExactly(RevocationReason.KEY_COMPROMISE, RevocationReason.KEY_COMPROMISE);
    walk.submit(new KeySharedByTwo(TestWard.id("k"), PUMP, VENTILATOR));
    assertThat(walk.last().durable()).isFalse();
  }

  @Test
  void anyOtherRefusalOfItsCertificateChangesNothing() {
    walk.admit(PUMP);
    walk.submit(refusal(OnboardingErrors.CERTIFICATE_EXPIRED, TestWard.identified(PUMP)));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.all(RevokeCertificates.class)).isEmpty();
  }

  private static PeerRefused refusal(
      org.wardgate.api.error.ErrorCode code,
      org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified shown) {
    return new PeerRefused(
        TestWard.id("p"),
        org.wardgate.api.DeviceId.unknown(shown.identity().certificateSha256()),
        "CN=pump",
        "10.1.0.9",
        TransportKind.COAP,
        Problem.of(code, ""));
  }

  @Test
  void anotherDeviceInItsPlaceTakesItsCertificatesAndBeginsAnew() {
    walk.admit(PUMP);
    walk.submit(
        new InventoryChanged(TestWard.id("i"), TestWard.replacing(2, TestWard.ALL, PUMP, "sn-2")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    confirm();
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.newest(RefuseEnrolment.class)).isPresent();
    walk.submit(TestWard.identifiedAs(Kind.IDEVID, PUMP));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.IDENTIFIED);
    assertThat(walk.of(PUMP).life().serialNumber()).isEqualTo("sn-2");
    assertThat(walk.of(PUMP).policy().profile()).isEmpty();
  }

  @Test
  void strangersAndRetiredDevicesAreNotRevoked() {
    walk.submit(refusal(OnboardingErrors.UNTRUSTED_CHAIN, TestWard.identified(PUMP)));
    org.wardgate.api.DeviceId stranger =
        org.wardgate.api.DeviceId.unknown(TestWard.identified(PUMP).identity().certificateSha256());
    walk.submit(new Command.Revoke(TestWard.id("r"), stranger, "ann", "why"));
    assertThat(walk.last().refusal()).isPresent();
    walk.admit(VENTILATOR);
    walk.submit(new Command.Retire(TestWard.id("t"), VENTILATOR, "ann", "old"));
    walk.submit(new Command.Revoke(TestWard.id("r"), VENTILATOR, "ann", "why"));
    assertThat(walk.last().refusal()).isPresent();
  }
}
