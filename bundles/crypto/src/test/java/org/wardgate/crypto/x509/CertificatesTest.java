package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.OddCertificates;
import org.wardgate.crypto.testing.OddCertificates.Odd;
import org.wardgate.crypto.testing.TestPki;

class CertificatesTest {
  private static final TestPki MAKER = TestPki.root("Maker CA");
  private static final String MUD_URL_OID = "1.3.6.1.5.5.7.1.25";

  private static X509Certificate idevid() {
    KeyPair keys = EcKeys.generateP256();
    return MAKER.issues(
        TestPki.issue("pump", keys, Profile.IDEVID)
            .withSubjectSerial("SN-0001")
            .withOrganization("Maker Ltd")
            .withMudUrl("https://maker.example/pump.json")
            .withHardwareModule(
                new HardwareModuleName("1.3.6.1.4.1.99999.1", Bytes.ofHex("0102"))));
  }

  private static X509Certificate odd(String subject, Odd... extensions) throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    return Certificates.ofDer(
        OddCertificates.make(
            "CN=x",
            subject,
            keys.getPublic(),
            keys.getPrivate(),
            "SHA256withECDSA",
            List.of(extensions)));
  }

  @Test
  void readsWhatAnIdevidSays() {
    X509Certificate certificate = idevid();
    assertThat(Certificates.subjectAttribute(certificate, Attribute.SERIAL_NUMBER))
        .contains("SN-0001");
    assertThat(Certificates.subjectAttribute(certificate, Attribute.COMMON_NAME)).contains("pump");
    assertThat(Certificates.subjectAttribute(certificate, Attribute.ORGANIZATION))
        .contains("Maker Ltd");
    assertThat(Certificates.mudUrl(certificate)).contains("https://maker.example/pump.json");
    assertThat(Certificates.hardwareModuleName(certificate))
        .contains(new HardwareModuleName("1.3.6.1.4.1.99999.1", Bytes.ofHex("0102")));
    assertThat(Certificates.sha256(certificate).length()).isEqualTo(32);
  }

  @Test
  void whatIsAbsentIsEmpty() {
    X509Certificate certificate = MAKER.issues("plain", Profile.TLS_CLIENT).certificate();
    assertThat(Certificates.subjectAttribute(certificate, Attribute.SERIAL_NUMBER)).isEmpty();
    assertThat(Certificates.mudUrl(certificate)).isEmpty();
    assertThat(Certificates.hardwareModuleName(certificate)).isEmpty();
  }

  @Test
  void repeatedSubjectAttributesCountAsAbsent() throws CryptoException {
    assertThat(
            Certificates.subjectAttribute(
                odd("CN=a,SERIALNUMBER=1,SERIALNUMBER=2"), Attribute.SERIAL_NUMBER))
        .isEmpty();
    assertThat(
            Certificates.subjectAttribute(
                odd("CN=a,SERIALNUMBER=1+SERIALNUMBER=2"), Attribute.SERIAL_NUMBER))
        .isEmpty();
    assertThat(
            Certificates.subjectAttribute(
                odd("CN=a,SERIALNUMBER=" + "1".repeat(257)), Attribute.SERIAL_NUMBER))
        .isEmpty();
  }

  @Test
  void malformedMudUrlsCountAsAbsent() throws CryptoException {
    assertThat(
            Certificates.mudUrl(
                odd("CN=a", new Odd(MUD_URL_OID, false, new DERUTF8String("https://a/")))))
        .isEmpty();
    assertThat(Certificates.mudUrl(odd("CN=a", new Odd(MUD_URL_OID, false, new DERIA5String("")))))
        .isEmpty();
    assertThat(
            Certificates.mudUrl(
                odd("CN=a", new Odd(MUD_URL_OID, false, new DERIA5String("u".repeat(2049))))))
        .isEmpty();
  }

  @Test
  void malformedModuleNamesCountAsAbsent() throws CryptoException {
    var name =
        new GeneralNames(
            new GeneralName(
                GeneralName.otherName,
                new OtherName(
                    new ASN1ObjectIdentifier(CertificateFields.HARDWARE_MODULE_NAME),
                    new DERSequence())));
    assertThat(Certificates.hardwareModuleName(odd("CN=a", new Odd("2.5.29.17", false, name))))
        .isEmpty();
  }

  @Test
  void extensionsWithoutAnyContentCountAsAbsent() throws CryptoException {
    X509Certificate certificate =
        odd(
            "CN=a",
            Odd.ofNothing(MUD_URL_OID),
            Odd.ofNothing("2.5.29.17"), // subjectAltName
            Odd.ofNothing("2.5.29.14"), // subjectKeyIdentifier
            Odd.ofNothing("2.5.29.35"), // authorityKeyIdentifier
            Odd.ofNothing("2.5.29.31"), // cRLDistributionPoints
            Odd.ofNothing("1.3.6.1.5.5.7.1.1")); // authorityInfoAccess
    assertThat(Certificates.mudUrl(certificate)).isEmpty();
    assertThat(Certificates.hardwareModuleName(certificate)).isEmpty();
    assertThat(SubjectNames.of(certificate).subjectAltName()).contains(Bytes.EMPTY);
    assertThat(KeyIds.ofIssuer(certificate)).isEmpty();
    assertThat(KeyIds.ofSubject(certificate).length()).isEqualTo(20);
    assertThat(RevocationAddresses.crl(certificate)).isEmpty();
    assertThat(RevocationAddresses.ocsp(certificate)).isEmpty();
  }

  @Test
  void pemGoesRound() throws CryptoException {
    List<X509Certificate> both = List.of(idevid(), MAKER.certificate());
    String pem = Certificates.toPem(both);
    assertThat(Certificates.ofPem("junk\n" + pem.replace("\n", "\r\n") + "junk")).isEqualTo(both);
    assertThat(Certificates.ofPem("nothing here")).isEmpty();
  }

  @Test
  void refusesBadPem() {
    String pem = Certificates.toPem(List.of(MAKER.certificate()));
    assertRefused(Reason.TOO_LARGE, () -> Certificates.ofPem("x".repeat(65_537)));
    String tiny = "-----BEGIN X-----\n-----END X-----\n";
    assertRefused(Reason.TOO_LARGE, () -> Certificates.ofPem(tiny.repeat(65)));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofPem(pem.replace("M", "!")));
    assertRefused(
        Reason.MALFORMED,
        () -> Certificates.ofPem("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"));
  }

  @Test
  void refusesBadDer() {
    Bytes der = Certificates.der(MAKER.certificate());
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(Bytes.EMPTY));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(Bytes.ofHex("3000")));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(Bytes.ofHex("0500")));
    assertRefused(Reason.TRAILING_DATA, () -> Certificates.ofDer(Bytes.ofHex(der.hex() + "00")));
    assertRefused(
        Reason.MALFORMED, () -> Certificates.ofDer(Bytes.ofHex(der.hex().substring(0, 100))));
    assertRefused(Reason.TOO_LARGE, () -> Certificates.ofDer(Bytes.of(new byte[16_385])));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(Bytes.ofHex("3080".repeat(2000))));
    assertRefused(Reason.MALFORMED, () -> Certificates.ofDer(Bytes.ofHex("3084ffffffff00")));
  }
}
