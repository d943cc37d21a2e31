package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

class ChainIdentityTest {
  private final TestWard ward = new TestWard();
  private final Instant now = TestCa.now();

  private ChainIdentity identity() {
    return identity(ward.inventory(), now);
  }

  private ChainIdentity identity(InventorySnapshot inventory, Instant at) {
    return new ChainIdentity(
        new WardTrust(
            inventory,
            List.of(ward.ward.certificate()),
            Optional.of(certificate -> CertificateStatus.Status.GOOD),
            AcceptedHandovers.NONE,
            at));
  }

  private void assertRefused(ErrorCode code, X509Certificate... chain) {
    assertRefused(identity(), code, chain);
  }

  private static void assertRefused(
      ChainIdentity identity, ErrorCode code, X509Certificate... chain) {
    assertThatThrownBy(() -> identity.of(List.of(chain)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  @Test
  void knowsADeviceByItsLeafAlone() throws RefusedException {
    X509Certificate leaf = ward.acme.idevid("1").certificate();

    PeerIdentity identity = identity().of(List.of(leaf));

    assertThat(identity)
        .isEqualTo(
            new PeerIdentity(
                Kind.IDEVID,
                TestWard.PUMP,
                Certificates.sha256(leaf),
                Optional.of("https://maker.example/1.json"),
                Optional.of(Certificates.der(leaf))));
  }

  @Test
  void theSameSerialNumberOfAnotherMakerIsAnotherDevice() throws RefusedException {
    assertThat(identity().of(List.of(ward.beta.idevid("1").certificate())).device())
        .isEqualTo(TestWard.MONITOR);
  }

  @Test
  void takesIntermediatesFromTheChainToo() throws RefusedException {
    TestCa plant = ward.beta.sub("Beta Plant");

    assertThat(
            identity().of(List.of(plant.idevid("1").certificate(), plant.certificate())).device())
        .isEqualTo(TestWard.MONITOR);
    assertRefused(OnboardingErrors.UNTRUSTED_CHAIN, plant.idevid("1").certificate());
  }

  @Test
  void takesP384() throws RefusedException {
    KeyPair keys = EcKeys.generateP384();

    assertThat(
            identity()
                .of(List.of(ward.acme.sign(TestCa.idevidIssue("1", keys.getPublic()))))
                .device())
        .isEqualTo(TestWard.PUMP);
  }

  @Test
  void knowsItsOwnCertificates() throws RefusedException {
    PeerIdentity identity = identity().of(List.of(ward.ward.ldevid("pump-1").certificate()));

    assertThat(identity.kind()).isEqualTo(Kind.LDEVID);
    assertThat(identity.device()).isEqualTo(TestWard.PUMP);
    assertThat(identity.mudUrl()).isEmpty();
  }

  @Test
  void refusesStrangers() {
    assertRefused(
        OnboardingErrors.UNTRUSTED_CHAIN, TestCa.root("Forger").idevid("1").certificate());
    assertRefused(OnboardingErrors.UNTRUSTED_CHAIN, TestCa.root("Device 1").certificate());
    // with the maker's names, but another key
    TestCa forger = TestCa.root("Acme Root").sub("Acme Devices");
    assertRefused(OnboardingErrors.UNTRUSTED_CHAIN, forger.idevid("1").certificate());
    assertRefused(
        OnboardingErrors.UNTRUSTED_CHAIN, forger.idevid("1").certificate(), forger.certificate());
  }

  @Test
  void refusesDevicesTheHospitalDoesNotKnow() {
    assertRefused(OnboardingErrors.NOT_IN_INVENTORY, ward.acme.idevid("2").certificate());
    assertRefused(OnboardingErrors.NOT_IN_INVENTORY, ward.ward.ldevid("pump-2").certificate());
  }

  @Test
  void refusesCertificatesThatNameNoDevice() {
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE,
        ward.acme.sign(
            TestCa.issue("no serial", EcKeys.generateP256().getPublic(), Profile.IDEVID)));
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE, ward.ward.ldevid("Pump One!").certificate());
  }

  @Test
  void refusesOutsideTheValidityPeriod() {
    X509Certificate local = ward.ward.ldevid("pump-1").certificate();
    X509Certificate initial = ward.acme.idevid("1").certificate();
    for (Duration away : List.of(Duration.ofDays(-20_000), Duration.ofDays(40_000))) {
      ChainIdentity then = identity(ward.inventory(), now.plus(away));
      assertRefused(then, OnboardingErrors.CERTIFICATE_EXPIRED, local);
      // the IDevID itself never expires; its CA does
      assertRefused(then, OnboardingErrors.CERTIFICATE_EXPIRED, initial);
    }
  }

  @Test
  void refusesAnExpiredIdevid() {
    assertRefused(OnboardingErrors.CERTIFICATE_EXPIRED, ward.acme.expiredIdevid("1").certificate());
  }

  @Test
  void refusesTheGatewaysOwnCertificateAndCasAsDevices() {
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE,
        ward.ward.sign(
            TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_SERVER)));
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE,
        ward.ward.sign(
            TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.CMS_SIGNER)));
  }

  @Test
  void aMakerCannotIssueLdevidsNorTheWardIdevids() {
    // a maker's certificate in the form of an LDevID has no serial number
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE,
        ward.beta.sign(
            TestCa.issue("pump-1", EcKeys.generateP256().getPublic(), Profile.TLS_CLIENT)));
    // a CA of the ward CA's name is still not the ward CA
    TestCa namesake = TestCa.root("Ward CA");
    assertRefused(OnboardingErrors.UNTRUSTED_CHAIN, namesake.ldevid("pump-1").certificate());
    // below the ward CA nobody issues
    TestCa sub = ward.ward.sub("Sub");
    assertRefused(
        OnboardingErrors.UNTRUSTED_CHAIN, sub.ldevid("pump-1").certificate(), sub.certificate());
  }

  @Test
  void aMakerMayHaveTheWardCasName() throws RefusedException {
    TestCa namesake = TestCa.root("Ward CA");
    InventorySnapshot inventory =
        TestWard.inventory(
            List.of(TestWard.manufacturer("acme", List.of(namesake.certificate()), List.of())));

    assertThat(identity(inventory, now).of(List.of(namesake.idevid("1").certificate())).kind())
        .isEqualTo(Kind.IDEVID);
  }

  @Test
  void refusesADeviceOfTwoMakers() {
    InventorySnapshot ambiguous =
        TestWard.inventory(
            List.of(
                TestWard.manufacturer("acme", List.of(ward.beta.certificate()), List.of()),
                TestWard.manufacturer("beta", List.of(ward.beta.certificate()), List.of())));

    assertRefused(
        identity(ambiguous, now),
        OnboardingErrors.UNTRUSTED_CHAIN,
        ward.beta.idevid("1").certificate());
  }

  @Test
  void refusesEverybodyWithoutAnInventory() {
    assertRefused(
        identity(InventorySnapshot.empty(), now),
        OnboardingErrors.UNTRUSTED_CHAIN,
        ward.acme.idevid("1").certificate());
  }

  @Test
  void refusesNoneAndTooMany() {
    X509Certificate leaf = ward.acme.idevid("1").certificate();
    assertRefused(OnboardingErrors.MALFORMED_CERTIFICATE);
    assertRefused(
        OnboardingErrors.MALFORMED_CERTIFICATE,
        Collections.nCopies(7, leaf).toArray(new X509Certificate[0]));
  }
}
