package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

/** Certificates of this ward's CA and of another one's. */
class WardChainsTest {
  @TempDir private Path directory = Path.of("");
  private TwoWards wards = new TwoWards(directory);

  @BeforeEach
  void begin() {
    wards = new TwoWards(directory);
  }

  private PeerIdentity identify(
      TestCa ward, @Nullable Status status, AcceptedHandovers handovers, X509Certificate... chain)
      throws RefusedException {
    return identify(ward, status, handovers, wards.now, chain);
  }

  private PeerIdentity identify(
      TestCa ward,
      @Nullable Status status,
      AcceptedHandovers handovers,
      Instant at,
      X509Certificate... chain)
      throws RefusedException {
    Optional<CertificateStatus> says =
        Optional.ofNullable(status).map(answer -> certificate -> answer);
    return new ChainIdentity(
            new WardTrust(wards.inventory, List.of(ward.certificate()), says, handovers, at))
        .of(List.of(chain));
  }

  private void assertRefused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  @Test
  void anLdevidInForceIdentifiesAndIsKept() throws RefusedException {
    PeerIdentity identity =
        identify(wards.wardA, Status.GOOD, AcceptedHandovers.NONE, wards.ldevid);
    assertThat(identity.kind()).isEqualTo(PeerIdentity.Kind.LDEVID);
    assertThat(identity.device()).isEqualTo(TestWard.PUMP);
    assertThat(identity.certificate()).contains(Certificates.der(wards.ldevid));
  }

  @Test
  void anLdevidOfAnotherSerialNumberOrNoneIsNotTheInventorysDevice() {
    var usual = TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_CLIENT);
    for (X509Certificate other :
        List.of(wards.wardA.sign(usual), wards.wardA.sign(usual.withSubjectSerial("2")))) {
      assertRefused(
          OnboardingErrors.NOT_IN_INVENTORY,
          () -> identify(wards.wardA, Status.GOOD, AcceptedHandovers.NONE, other));
    }
  }

  @Test
  void aRevokedLdevidIsRefused() {
    assertRefused(
        OnboardingErrors.REVOKED,
        () -> identify(wards.wardA, Status.REVOKED, AcceptedHandovers.NONE, wards.ldevid));
  }

  @Test
  void anLdevidThatTheWardCaDoesNotKnowIsRefused() {
    assertRefused(
        OnboardingErrors.UNTRUSTED_CHAIN,
        () -> identify(wards.wardA, Status.UNKNOWN, AcceptedHandovers.NONE, wards.ldevid));
  }

  @Test
  void noLdevidCountsWhileNobodyKnowsWhatWasRevoked() {
    assertRefused(
        OnboardingErrors.WARD_CA_ABSENT,
        () -> identify(wards.wardA, null, AcceptedHandovers.NONE, wards.ldevid));
  }

  @Test
  void noLdevidCountsWithTheClockSetTo1970OrTo2100() {
    for (Instant wrong : List.of(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))) {
      assertRefused(
          OnboardingErrors.CERTIFICATE_EXPIRED,
          () -> identify(wards.wardA, Status.GOOD, AcceptedHandovers.NONE, wrong, wards.ldevid));
    }
  }

  @Test
  void aDeviceOfAnotherWardComesWithItsHandover() throws RefusedException {
    HandoverRoom room = wards.receiver();
    room.accept(wards.document());
    PeerIdentity identity = identify(wards.wardB, Status.UNKNOWN, room, wards.ldevid);
    assertThat(identity.kind()).isEqualTo(PeerIdentity.Kind.PEER_LDEVID);
    assertThat(identity.device()).isEqualTo(TestWard.PUMP);
    assertThat(identity.mudUrl()).contains(TwoWards.MUD_URL);
    assertThat(identity.kind().initial()).isTrue();
  }

  @Test
  void aDeviceOfAnotherWardWithoutAHandoverIsRefused() {
    assertRefused(
        OnboardingErrors.HANDOVER_MISSING,
        () -> identify(wards.wardB, Status.GOOD, AcceptedHandovers.NONE, wards.ldevid));
  }

  @Test
  void aHandoverCountsForItsCertificateAndItsTimeAlone() throws RefusedException {
    HandoverRoom room = wards.receiver();
    room.accept(wards.document());
    X509Certificate newer =
        wards.wardA.sign(
            TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_CLIENT)
                .withSubjectSerial("1"));
    assertRefused(
        OnboardingErrors.HANDOVER_MISSING, () -> identify(wards.wardB, Status.GOOD, room, newer));
    Instant late = wards.now.plus(Duration.ofMinutes(61));
    X509Certificate longer = wards.ldevid;
    assertThatThrownBy(() -> identify(wards.wardB, Status.GOOD, room, late, longer))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void aHandoverOfOneWardDoesNotVouchForAnothers() {
    Handover ofC =
        new Handover(
            wards.handover().id(),
            TestWard.PUMP,
            "ward-c",
            "ward-b",
            Certificates.sha256(wards.ldevid),
            Optional.empty(),
            wards.now,
            wards.now.plusSeconds(60));
    assertRefused(
        OnboardingErrors.HANDOVER_MISSING,
        () ->
            identify(
                wards.wardB, Status.GOOD, (device, digest, at) -> Optional.of(ofC), wards.ldevid));
  }

  @Test
  void anotherDeviceOfTheSameIdInAnotherWardIsRefused() {
    X509Certificate other =
        wards.wardA.sign(
            TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_CLIENT)
                .withSubjectSerial("2"));
    assertRefused(
        OnboardingErrors.NOT_IN_INVENTORY,
        () ->
            identify(
                wards.wardB,
                Status.GOOD,
                (device, digest, at) -> Optional.of(wards.handover()),
                other));
  }

  @Test
  void anotherWardsGatewayIsNoDevice() {
    assertThatThrownBy(
            () ->
                identify(
                    wards.wardB,
                    Status.GOOD,
                    AcceptedHandovers.NONE,
                    wards.gatewayA.chain().get(0)))
        .isInstanceOf(RefusedException.class);
  }
}
