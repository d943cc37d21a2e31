package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.Usage;

class WardCaTest {
  private static X509Certificate certificate(PkiEvent event) throws Exception {
    assertThat(event).isInstanceOf(CertificateIssued.class);
    return Certificates.ofDer(((CertificateIssued) event).certificateDer());
  }

  private static void assertRefused(ErrorCode code, PkiEvent event) {
    assertThat(event).isInstanceOf(CertificateRefused.class);
    assertThat(((CertificateRefused) event).problem().code()).isEqualTo(code.code());
    assertThat(event.correlationId()).isEqualTo(new CorrelationId("c-1"));
    assertThat(((CertificateRefused) event).device()).isEqualTo(new DeviceId("pump-1"));
  }

  @Test
  void makesARootAndTheGatewaysCertificate() throws Exception {
    Ward ward = new Ward();
    assertThat(ward.ca().refresh()).isTrue();
    assertThat(ward.published).hasSize(1);
    GatewayCredential credential = ward.published.get(0);
    X509Certificate root = credential.wardAnchors().get(0);
    assertThat(Certificates.subjectAttribute(root, Attribute.COMMON_NAME)).contains("Ward 1 CA");
    assertThat(root.getNotAfter().toInstant()).isAfter(Ward.NOW.plus(Duration.ofDays(3650)));
    X509Certificate gateway = credential.chain().get(0);
    assertThat(credential.chain()).hasSize(1);
    assertThat(Certificates.subjectAttribute(gateway, Attribute.COMMON_NAME)).contains("gateway-1");
    assertThat(gateway.getSubjectAlternativeNames().iterator().next().get(1))
        .isEqualTo("gateway-1");
    ChainValidator.validate(
        credential.chain(), List.of(), credential.wardAnchors(), Ward.NOW, Usage.TLS_SERVER);
    assertThat(ward.vault.stored("ward-ca")).contains(root);
    assertThat(ward.vault.stored("gateway")).contains(gateway);
  }

  @Test
  void takesTheConfiguredNameOfTheWard() throws Exception {
    Ward ward = new Ward();
    ward.settings = PkiSettings.of(Map.of("wardName", " Intensive Care ")).value();
    assertThat(ward.ca().refresh()).isTrue();
    assertThat(
            Certificates.subjectAttribute(
                ward.vault.stored("ward-ca").orElseThrow(), Attribute.COMMON_NAME))
        .contains("Intensive Care CA");
  }

  @Test
  void findsItsKeysAgainAfterARestart() {
    Ward ward = new Ward();
    ward.ca().refresh();
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(1)));
    ward.ca().refresh();
    assertThat(ward.published).hasSize(2);
    assertThat(ward.published.get(0)).isEqualTo(ward.published.get(1));
  }

  @Test
  void renewsTheGatewaysCertificateInTime() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(59)));
    ca.refresh();
    assertThat(ward.published).hasSize(1);
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(61)));
    ca.refresh();
    assertThat(ward.published).hasSize(2);
    assertThat(ward.published.get(1).wardAnchors()).isEqualTo(ward.published.get(0).wardAnchors());
    assertThat(ward.published.get(1).chain().get(0).getNotAfter().toInstant())
        .isAfter(Ward.NOW.plus(Duration.ofDays(140)));
  }

  @Test
  void issuesLdevids() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    KeyPair keys = EcKeys.generateP256();
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(keys)));
    X509Certificate device = certificate(event);
    assertThat(Certificates.subjectAttribute(device, Attribute.COMMON_NAME)).contains("pump-1");
    assertThat(Certificates.subjectAttribute(device, Attribute.SERIAL_NUMBER)).contains("SN-0001");
    assertThat(Bytes.of(device.getPublicKey().getEncoded())).isEqualTo(Ward.spki(keys));
    assertThat(device.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(device.getKeyUsage()).startsWith(true, false, false);
    assertThat(device.getSerialNumber().bitLength()).isEqualTo(128);
    assertThat(device.getNotAfter().toInstant()).isEqualTo(Ward.NOW.plus(Duration.ofDays(3)));
    assertThat(device.getNotBefore().toInstant()).isEqualTo(Ward.NOW.minusSeconds(600));
    assertThat(((CertificateIssued) event).notAfter()).isEqualTo(device.getNotAfter().toInstant());
    assertThat(device.getExtensionValue("2.5.29.14")).isNotNull();
    assertThat(device.getExtensionValue("2.5.29.35")).isNotNull();
    ChainValidator.validate(
        List.of(device),
        List.of(),
        ward.published.get(0).wardAnchors(),
        Ward.NOW,
        Usage.TLS_CLIENT);
    assertThat(certificate(Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP384())))))
        .isNotNull();
  }

  @Test
  void refusesWeakAndOddKeys() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPairGenerator p521 = KeyPairGenerator.getInstance("EC");
    p521.initialize(new ECGenParameterSpec("secp521r1"));
    for (Bytes spki :
        List.of(
            Bytes.EMPTY,
            Bytes.ofHex("3000"),
            Bytes.of(new byte[5000]),
            Bytes.ofHex(Ward.spki(EcKeys.generateP256()).hex() + "00"),
            Ward.spki(rsa.generateKeyPair()),
            Ward.spki(p521.generateKeyPair()),
            Ward.spki(KeyPairGenerator.getInstance("X25519").generateKeyPair()),
            Ward.spki(KeyPairGenerator.getInstance("Ed448").generateKeyPair()),
            Bytes.of(ward.vault.key("ward-ca").publicKey().getEncoded()),
            Bytes.of(ward.vault.key("gateway").publicKey().getEncoded()))) {
      assertRefused(PkiErrors.BAD_PUBLIC_KEY, Ward.issue(ca, Ward.intent(spki)));
    }
  }

  @Test
  void refusesSerialNumbersOfNoUse() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    for (String serial : List.of("", "x".repeat(65))) {
      IssueCertificate intent =
          new IssueCertificate(
              new CorrelationId("c-1"),
              Ward.NOW.plusSeconds(60),
              new DeviceId("pump-1"),
              serial,
              Ward.spki(EcKeys.generateP256()));
      assertRefused(PkiErrors.ISSUE_FAILED, Ward.issue(ca, intent));
    }
  }

  @Test
  void refusesWhileTheClockCannotBeRight() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    IssueCertificate intent = Ward.intent(Ward.spki(EcKeys.generateP256()));
    for (Instant wrong :
        List.of(
            Instant.EPOCH,
            Ward.BUILT.minusSeconds(1),
            Ward.NOW.minus(Duration.ofDays(2)),
            Ward.NOW.plus(Duration.ofDays(3653)))) {
      ward.clock.set(wrong);
      assertRefused(PkiErrors.BAD_CLOCK, Ward.issue(ca, intent));
    }
    ward.clock.set(Ward.NOW);
    assertThat(Ward.issue(ca, intent)).isInstanceOf(CertificateIssued.class);
  }

  @Test
  void doesNotMakeARootWithAWrongClock() {
    Ward ward = new Ward();
    ward.clock.set(Instant.EPOCH);
    WardCa ca = ward.ca();
    assertThat(ca.refresh()).isFalse();
    assertThat(ward.vault.stored("ward-ca")).isEmpty();
    assertThat(ward.published).isEmpty();
    ward.clock.set(Ward.NOW);
    assertThat(ca.refresh()).isTrue();
  }

  @Test
  void servesAdmittedDevicesOnWithAWrongClock() {
    Ward ward = new Ward();
    ward.ca().refresh();
    for (Instant wrong : List.of(Instant.EPOCH, Ward.NOW.plus(Duration.ofDays(5000)))) {
      ward.clock.set(wrong);
      assertThat(ward.ca().refresh()).isTrue();
    }
    assertThat(ward.published).hasSize(3);
    assertThat(ward.published.get(2)).isEqualTo(ward.published.get(0));
  }

  @Test
  void refusesUntilTheVaultOpens() throws Exception {
    Ward ward = new Ward();
    ward.vault.broken = true;
    WardCa ca = ward.ca();
    assertThat(ca.refresh()).isFalse();
    IssueCertificate intent = Ward.intent(Ward.spki(EcKeys.generateP256()));
    assertRefused(PkiErrors.CA_UNAVAILABLE, Ward.issue(ca, intent));
    ward.vault.broken = false;
    assertThat(ca.refresh()).isTrue();
    assertThat(Ward.issue(ca, intent)).isInstanceOf(CertificateIssued.class);
  }

  @Test
  void keepsItsCertificateWhenTheVaultFailsLater() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    ward.vault.broken = true;
    assertThat(ca.refresh()).isTrue();
    assertThat(Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256()))))
        .isInstanceOf(CertificateIssued.class);
  }

  @Test
  void refusesARootThatIsNotTheKeys() throws Exception {
    Ward ward = new Ward();
    ward.ca().refresh();
    Ward other = new Ward();
    other.vault.storeChain("ward-ca", List.of(ward.vault.stored("ward-ca").orElseThrow()));
    assertThat(other.ca().refresh()).isFalse();
    assertThat(other.published).isEmpty();
  }

  @Test
  void refusesARootThatIsNoCa() throws Exception {
    Ward ward = new Ward();
    var key = ward.vault.key("ward-ca");
    X509Certificate leaf =
        CertificateIssuer.issue(
            Issue.of(
                "x",
                key.publicKey(),
                Ward.NOW,
                Ward.NOW.plusSeconds(9),
                BigInteger.ONE,
                Profile.TLS_CLIENT),
            Optional.empty(),
            key.privateKey());
    ward.vault.storeChain("ward-ca", List.of(leaf));
    assertThat(ward.ca().refresh()).isFalse();
  }

  @Test
  void replacesAGatewaysCertificateOfAnotherCa() throws Exception {
    Ward foreign = new Ward();
    foreign.ca().refresh();
    Ward ward = new Ward();
    X509Certificate strange = foreign.vault.stored("gateway").orElseThrow();
    ward.vault.storeChain("gateway", List.of(strange));
    ward.ca().refresh();
    assertThat(ward.published.get(0).chain()).doesNotContain(strange);
  }

  @Test
  void closesForGood() throws Exception {
    Ward ward = new Ward();
    WardCa ca = ward.ca();
    ca.refresh();
    ca.close();
    assertThat(ward.withdrawn).isTrue();
    assertRefused(PkiErrors.BUSY, Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256()))));
    assertThat(ca.refresh()).isFalse();
    assertThat(ward.published).hasSize(1);
  }
}
