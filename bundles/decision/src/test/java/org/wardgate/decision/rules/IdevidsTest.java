package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.IdevidRules.KeyAlgorithm;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;

/** What a manufacturer takes back counts by its signed list, and by nobody's word. */
class IdevidsTest {
  private final Walk walk =
      new Walk(TestWard.inventory(1, TestWard.ALL), new DecisionLimits(100, 4, 0.10, 1, 2));

  private final X509Certificate authority = certificate("acme-devices.pem");
  private final Bytes pump = der(certificate("pump.pem"));

  private static X509Certificate certificate(String name) {
    try (InputStream in = open(name)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Bytes der(X509Certificate certificate) {
    try {
      return Bytes.of(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509CRL list(String name) {
    try (InputStream in = open(name)) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(IdevidsTest.class.getResourceAsStream(name), name);
  }

  private InventorySnapshot revoking(long version, X509CRL... lists) {
    Manufacturer acme =
        new Manufacturer(
            "acme",
            "Acme",
            List.of(),
            List.of(authority),
            List.of(),
            List.of("mud.acme.example"),
            false,
            0,
            new IdevidRules(
                List.of(), List.of(), false, Set.of(KeyAlgorithm.values()), List.of(lists)),
            Masa.NONE);
    InventorySnapshot plain = TestWard.inventory(version, TestWard.ALL);
    return new InventorySnapshot(
        version, Map.of("acme", acme), plain.classes(), plain.devices(), plain.bySerial());
  }

  /** A handshake with the certificate itself, as the authenticator reports it. */
  private DeviceIdentified shown(DeviceId device) {
    return new DeviceIdentified(
        TestWard.id("hs"),
        new PeerIdentity(
            PeerIdentity.Kind.IDEVID,
            device,
            pump.sha256(),
            Optional.of(TestWard.mudUrl(device)),
            Optional.of(pump)),
        TestWard.binding(device).address(),
        TransportKind.COAP);
  }

  private void admit(DeviceId device) {
    walk.submit(shown(device));
    walk.bind(device);
    walk.profile(device);
    walk.attest(device, Tier.AFFIRMING);
    walk.submit(TestWard.requested(device));
    walk.issue(device);
    walk.enforce();
    assertThat(walk.stateOf(device)).isEqualTo(DeviceState.ADMITTED);
  }

  private void inventory(InventorySnapshot snapshot) {
    walk.submit(new InventoryChanged(TestWard.id("i"), snapshot));
  }

  private PeerRefused replayed() {
    return new PeerRefused(
        TestWard.id("p"),
        DeviceId.unknown(pump.sha256()),
        "CN=pump",
        "10.1.0.66",
        TransportKind.COAP,
        Problem.of(OnboardingErrors.IDEVID_REVOKED, ""));
  }

  @Test
  void whoeverReplaysARevokedCertificateCutsNobodyAndIsSaidOnceAnHour() {
    admit(PUMP);
    walk.submit(replayed());
    assertThat(walk.last().kind()).isEqualTo("device.idevid-revoked");
    assertThat(walk.last().subject()).contains(PUMP);
    walk.submit(replayed());
    assertThat(walk.last().durable()).isFalse();
    walk.pass(Duration.ofMinutes(61));
    walk.submit(replayed());
    assertThat(walk.last().durable()).isTrue();
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.all(RevokeCertificates.class)).isEmpty();
    assertThat(walk.state().cases()).hasSize(1);
  }

  @Test
  void anInventoryWhoseListTakesBackAnIdevidCutsAndRevokesItsDeviceOnce() {
    admit(PUMP);
    inventory(revoking(2, list("pump-taken-back.crl")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
    assertThat(walk.of(PUMP).standing().problem().orElseThrow().code())
        .isEqualTo(OnboardingErrors.IDEVID_REVOKED.code());
    assertThat(walk.newest(RevokeCertificates.class).orElseThrow().reason())
        .isEqualTo(RevocationReason.KEY_COMPROMISE);
    inventory(revoking(3, list("pump-taken-back.crl")));
    assertThat(walk.all(RevokeCertificates.class)).hasSize(1);
  }

  @Test
  void aDeviceInUseWhoseIdevidIsTakenBackKeepsItsFloor() {
    admit(VENTILATOR);
    inventory(revoking(2, list("pump-taken-back.crl")));
    assertThat(walk.stateOf(VENTILATOR)).isEqualTo(DeviceState.RESTRICTED);
    assertThat(walk.of(VENTILATOR).policy().target())
        .isEqualTo(walk.of(VENTILATOR).policy().floor());
  }

  @Test
  void aListThatTakesBackAnIntermediateIsHeldWhenItWouldCutTheWard() {
    TestWard.ALL.forEach(this::admit);
    inventory(revoking(2, list("ca-taken-back.crl")));
    assertThat(walk.last().kind()).isEqualTo("inventory.held");
    assertThat(walk.last().refusal().orElseThrow().code()).isEqualTo(InventoryErrors.HELD.code());
    TestWard.ALL.forEach(d -> assertThat(walk.stateOf(d)).isEqualTo(DeviceState.ADMITTED));
    assertThat(walk.state().inventory().version()).isEqualTo(1);
  }

  @Test
  void aListThatTakesBackAnIntermediateCutsWithinTheCap() {
    admit(PUMP);
    inventory(revoking(2, list("ca-taken-back.crl")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.QUARANTINED);
  }

  @Test
  void aListOfOthersTakesNothing() {
    admit(PUMP);
    inventory(revoking(2, list("another-taken-back.crl")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.state().inventory().version()).isEqualTo(2);
  }

  @Test
  void aDeviceWhoseIdevidIsTakenBackGetsNoCertificateEvenReleased() {
    admit(PUMP);
    inventory(revoking(2, list("pump-taken-back.crl")));
    var order = walk.newest(RevokeCertificates.class).orElseThrow();
    walk.submit(
        new org.wardgate.api.pki.PkiEvent.CertificatesRevoked(
            order.correlationId(), PUMP, List.of("1")));
    walk.submit(new Command.Release(TestWard.id("r"), PUMP, "ann", "it is ours"));
    walk.attest(PUMP, Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    assertThat(walk.all(IssueCertificate.class)).hasSize(1);
    assertThat(walk.newest(RefuseEnrolment.class).orElseThrow().problem().code())
        .isEqualTo(OnboardingErrors.IDEVID_REVOKED.code());
  }

  @Test
  void whatAnotherDeviceShowedDoesNotCountForTheOneThatHasItsPlace() {
    admit(PUMP);
    inventory(TestWard.replacing(2, TestWard.ALL, PUMP, "sn-2"));
    walk.submit(TestWard.identified(PUMP)); // with a certificate that cannot be looked up
    inventory(revoking(3, list("pump-taken-back.crl")));
    assertThat(walk.of(PUMP).life().idevid().listable()).isFalse();
  }
}
