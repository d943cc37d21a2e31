package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.TestPki;

class CertificateIssuerTest {
  private static final TestPki ROOT = TestPki.root("Root");

  @Test
  void profilesSayWhatTheyMay() throws Exception {
    X509Certificate client = ROOT.issues("c", Profile.TLS_CLIENT).certificate();
    assertThat(client.getVersion()).isEqualTo(3);
    assertThat(client.getBasicConstraints()).isEqualTo(-1);
    assertThat(client.getKeyUsage()).startsWith(true, false);
    assertThat(client.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(ROOT.issues("s", Profile.TLS_SERVER).certificate().getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(ROOT.issues("c", Profile.CODE_SIGNER).certificate().getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.3");
    assertThat(ROOT.issues("d", Profile.IDEVID).certificate().getExtendedKeyUsage()).isNull();
    assertThat(ROOT.certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(ROOT.issues("u", Profile.SUB_CA).certificate().getBasicConstraints()).isZero();
    assertThat(client.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
  }

  @Test
  void namesAllKindsOfAlternativeNames() throws Exception {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate server =
        ROOT.issues(
            TestPki.issue("gw", keys, Profile.TLS_SERVER)
                .withSans(
                    List.of(
                        SubjectAltName.dns("gw.example"),
                        SubjectAltName.ip("10.77.0.1"),
                        SubjectAltName.uri("urn:x"))));
    assertThat(server.getSubjectAlternativeNames())
        .extracting(name -> (Object) name.get(1))
        .containsExactly("gw.example", "10.77.0.1", "urn:x");
  }

  @Test
  void keepsSerialNumbersWithAnyCharacters() {
    for (String serial : List.of("SN 1/2-3", "A_1@x*", "\u00fc1")) {
      X509Certificate device =
          ROOT.issues(
              TestPki.issue("d", EcKeys.generateP256(), Profile.IDEVID).withSubjectSerial(serial));
      assertThat(Certificates.subjectAttribute(device, Attribute.SERIAL_NUMBER)).contains(serial);
    }
  }

  @Test
  void keyIdentifiersFit() {
    X509Certificate leaf = ROOT.issues("c", Profile.TLS_CLIENT).certificate();
    byte[] authority = leaf.getExtensionValue("2.5.29.35");
    byte[] subject = ROOT.certificate().getExtensionValue("2.5.29.14");
    assertThat(Bytes.of(authority).hex()).endsWith(Bytes.of(subject).hex().substring(8));
  }

  @Test
  void serialNumbersArePositiveAndLong() {
    BigInteger one = CertificateIssuer.randomSerialNumber();
    assertThat(one.signum()).isPositive();
    assertThat(one.bitLength()).isEqualTo(128);
    assertThat(one).isNotEqualTo(CertificateIssuer.randomSerialNumber());
  }

  @Test
  void refusesWeakKeys() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPair weak = rsa.generateKeyPair();
    assertRefused(
        Reason.WEAK_KEY,
        () ->
            CertificateIssuer.issue(
                TestPki.issue("c", weak, Profile.TLS_CLIENT),
                Optional.of(ROOT.certificate()),
                ROOT.keys().getPrivate()));
  }

  @Test
  void refusesImpossibleWishes() {
    KeyPair keys = EcKeys.generateP256();
    assertThatThrownBy(() -> TestPki.issue("", keys, Profile.CA))
        .isInstanceOf(IllegalArgumentException.class);
    for (BigInteger serial :
        List.of(BigInteger.ZERO, BigInteger.ONE.negate(), BigInteger.TWO.pow(160))) {
      assertThatThrownBy(
              () ->
                  Issue.of(
                      "x",
                      keys.getPublic(),
                      TestPki.NOW,
                      TestPki.NOW.plusSeconds(1),
                      serial,
                      Profile.CA))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () ->
                Issue.of(
                    "x",
                    keys.getPublic(),
                    TestPki.NOW,
                    TestPki.NOW.minusSeconds(1),
                    BigInteger.ONE,
                    Profile.CA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void certsOnlyRefusesOtherContent() {
    assertRefused(Reason.MALFORMED, () -> CertsOnly.decode(CertsOnly.encode(List.of())));
    assertRefused(Reason.MALFORMED, () -> CertsOnly.decode(Bytes.ofHex("3000")));
    assertRefused(Reason.MALFORMED, () -> CertsOnly.decode(Bytes.EMPTY));
    assertRefused(Reason.TOO_LARGE, () -> CertsOnly.decode(Bytes.of(new byte[65_537])));
    assertRefused(
        Reason.TRAILING_DATA,
        () ->
            CertsOnly.decode(
                Bytes.ofHex(CertsOnly.encode(List.of(ROOT.certificate())).hex() + "00")));
    List<X509Certificate> many =
        java.util.stream.IntStream.range(0, 17)
            .mapToObj(i -> ROOT.issues("c" + i, Profile.IDEVID).certificate())
            .toList();
    assertRefused(Reason.TOO_LARGE, () -> CertsOnly.decode(CertsOnly.encode(many)));
  }
}
