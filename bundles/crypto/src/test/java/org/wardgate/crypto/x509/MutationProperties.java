package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;

/** Spoiled input is refused or harmless; nothing but a {@link CryptoException} ever comes out. */
class MutationProperties {
  private static final KeyPair KEYS = EcKeys.generateP256();
  private static final TestPki MAKER = TestPki.root("Maker");
  private static final X509Certificate DEVICE =
      MAKER.issues(
          TestPki.issue("pump", KEYS, Profile.IDEVID)
              .withSubjectSerial("1")
              .withMudUrl("https://maker.example/pump.json")
              .withHardwareModule(new HardwareModuleName("1.2.3", Bytes.ofHex("01"))));
  private static final Bytes REQUEST = CertificationRequests.create(KEYS, "pump");
  private static final Bytes CERTS = CertsOnly.encode(List.of(DEVICE, MAKER.certificate()));

  @Property(tries = 500)
  void certificates(@ForAll long seed) {
    Bytes spoiled = Mutations.mutate(Certificates.der(DEVICE), seed);
    try {
      X509Certificate certificate = Certificates.ofDer(spoiled);
      for (Attribute attribute : Attribute.values()) {
        assertThat(Certificates.subjectAttribute(certificate, attribute)).isNotNull();
      }
      assertThat(Certificates.mudUrl(certificate)).isNotNull();
      assertThat(Certificates.hardwareModuleName(certificate)).isNotNull();
      ChainValidator.validate(
          List.of(certificate),
          List.of(),
          List.of(MAKER.certificate()),
          TestPki.NOW,
          Usage.TLS_CLIENT);
      assertThat(spoiled).isEqualTo(Certificates.der(DEVICE));
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 500)
  void requests(@ForAll long seed) {
    Bytes spoiled = Mutations.mutate(REQUEST, seed);
    try {
      CertificationRequest request = CertificationRequest.ofDer(spoiled);
      assertThat(request.challengePassword()).isNotNull();
      request.verifyPossession();
      assertThat(spoiled).isEqualTo(REQUEST);
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 500)
  void certsOnly(@ForAll long seed) {
    try {
      assertThat(CertsOnly.decode(Mutations.mutate(CERTS, seed))).isNotEmpty();
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 500)
  void publicKeys(@ForAll long seed) {
    try {
      Bytes spoiled = Mutations.mutate(PublicKeys.spki(KEYS.getPublic()), seed);
      assertThat(PublicKeys.spki(PublicKeys.ofSpki(spoiled))).isEqualTo(spoiled);
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 500)
  void randomBytes(@ForAll byte[] bytes) {
    Bytes random = Bytes.of(bytes);
    int refused = 0;
    try {
      Certificates.ofDer(random);
    } catch (CryptoException e) {
      refused++;
    }
    try {
      CertificationRequest.ofDer(random);
    } catch (CryptoException e) {
      refused++;
    }
    assertThat(refused).isEqualTo(2);
  }
}
