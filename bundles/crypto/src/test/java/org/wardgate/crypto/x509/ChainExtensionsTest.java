package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.OddCertificates;
import org.wardgate.crypto.testing.OddCertificates.Odd;
import org.wardgate.crypto.testing.TestPki;

class ChainExtensionsTest {
  private static final TestPki ROOT = TestPki.root("Root");
  private static final TestPki SUB = ROOT.issues("Sub", Profile.SUB_CA);
  private static final List<X509Certificate> ANCHORS = List.of(ROOT.certificate());

  private static final Odd IS_CA = new Odd("2.5.29.19", true, new BasicConstraints(true));
  private static final Odd NO_CA = new Odd("2.5.29.19", true, new BasicConstraints(false));
  private static final Odd SIGNS_CERTIFICATES =
      new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.keyCertSign));
  private static final Odd SIGNS =
      new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.digitalSignature));

  private static List<X509Certificate> validate(X509Certificate... chain) throws CryptoException {
    return ChainValidator.validate(List.of(chain), List.of(), ANCHORS, NOW, Usage.TLS_CLIENT);
  }

  private static Odd extendedUsage(KeyPurposeId... purposes) {
    return new Odd("2.5.29.37", false, new ExtendedKeyUsage(purposes));
  }

  /** A leaf of the root with exactly these extensions. */
  private static X509Certificate leaf(Odd... extensions) throws CryptoException {
    return odd(
        "CN=Root", "CN=leaf", EcKeys.generateP256(), ROOT.keys(), "SHA256withECDSA", extensions);
  }

  private static X509Certificate odd(
      String issuer,
      String subject,
      KeyPair keys,
      KeyPair signer,
      String algorithm,
      Odd... extensions)
      throws CryptoException {
    return Certificates.ofDer(
        OddCertificates.make(
            issuer,
            subject,
            keys.getPublic(),
            signer.getPrivate(),
            algorithm,
            List.of(extensions)));
  }

  @Test
  void nameConstraintsOfAPinnedIntermediateAreRefused() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    ASN1Encodable constraints =
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(new org.bouncycastle.asn1.x500.X500Name("O=M")))
            },
            new GeneralSubtree[0]);
    X509Certificate pinned =
        odd(
            "CN=Up",
            "CN=Odd",
            keys,
            keys,
            "SHA256withECDSA",
            IS_CA,
            SIGNS_CERTIFICATES,
            new Odd("2.5.29.30", true, constraints));
    X509Certificate below =
        odd("CN=Odd", "CN=leaf", EcKeys.generateP256(), keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(
        Reason.BAD_USAGE,
        () -> ChainValidator.validate(List.of(below), List.of(), List.of(pinned), NOW, Usage.ANY));
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_CLIENT", "TLS_SERVER", "SIGNING", "ATTESTATION"})
  void refusesACaAsEndEntity(Usage usage) {
    assertRefused(
        Reason.BAD_USAGE,
        () -> ChainValidator.validate(List.of(SUB.certificate()), List.of(), ANCHORS, NOW, usage));
  }

  @Test
  void usageMustFit() throws CryptoException {
    X509Certificate client = ROOT.issues("client", Profile.TLS_CLIENT).certificate();
    X509Certificate server = ROOT.issues("server", Profile.TLS_SERVER).certificate();
    X509Certificate signer = ROOT.issues("signer", Profile.CMS_SIGNER).certificate();
    X509Certificate device = ROOT.issues("device", Profile.IDEVID).certificate();
    X509Certificate maker = ROOT.issues("maker", Profile.CODE_SIGNER).certificate();
    // who signs software must be said to
    List<Usage> withoutPurpose =
        Arrays.stream(Usage.values()).filter(usage -> usage != Usage.CODE_SIGNING).toList();
    assertUsages(client, List.of(Usage.TLS_CLIENT, Usage.ANY));
    assertUsages(server, List.of(Usage.TLS_SERVER, Usage.ANY));
    assertUsages(signer, List.of(Usage.SIGNING, Usage.ANY));
    assertUsages(maker, List.of(Usage.SIGNING, Usage.CODE_SIGNING, Usage.ANY));
    assertUsages(device, withoutPurpose);
    assertUsages(
        leaf(NO_CA, SIGNS, extendedUsage(KeyPurposeId.anyExtendedKeyUsage)), withoutPurpose);
    assertUsages(
        leaf(NO_CA, new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.keyAgreement))),
        List.of(Usage.ANY));
    // RFC 8520 §13.2: a signer must have the key usage extension
    assertUsages(
        leaf(NO_CA), List.of(Usage.TLS_CLIENT, Usage.TLS_SERVER, Usage.ATTESTATION, Usage.ANY));
  }

  private static void assertUsages(X509Certificate certificate, List<Usage> allowed)
      throws CryptoException {
    for (Usage usage : Usage.values()) {
      if (allowed.contains(usage)) {
        assertThat(ChainValidator.validate(List.of(certificate), List.of(), ANCHORS, NOW, usage))
            .hasSize(2);
      } else {
        assertRefused(
            Reason.BAD_USAGE,
            () -> ChainValidator.validate(List.of(certificate), List.of(), ANCHORS, NOW, usage));
      }
    }
  }

  @Test
  void anIntermediatesExtendedUsageNarrows() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate mid =
        odd(
            "CN=Root",
            "CN=Mid",
            keys,
            ROOT.keys(),
            "SHA256withECDSA",
            IS_CA,
            SIGNS_CERTIFICATES,
            extendedUsage(KeyPurposeId.id_kp_serverAuth));
    X509Certificate leaf =
        odd("CN=Mid", "CN=leaf", EcKeys.generateP256(), keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(Reason.BAD_USAGE, () -> validate(leaf, mid));
    assertThat(
            ChainValidator.validate(List.of(leaf, mid), List.of(), ANCHORS, NOW, Usage.TLS_SERVER))
        .hasSize(3);
  }

  @Test
  void refusesUnknownCriticalExtensions() throws CryptoException {
    Odd unknown = new Odd("1.2.3.4.5", true, DERNull.INSTANCE);
    X509Certificate leaf = leaf(NO_CA, SIGNS, unknown);
    assertRefused(Reason.MALFORMED, () -> validate(leaf));
    assertThat(validate(leaf(NO_CA, SIGNS, new Odd("1.2.3.4.5", false, DERNull.INSTANCE))))
        .hasSize(2);

    // on an anchor, whether it is self-signed or not
    KeyPair keys = EcKeys.generateP256();
    X509Certificate root =
        odd("CN=Odd", "CN=Odd", keys, keys, "SHA256withECDSA", IS_CA, SIGNS_CERTIFICATES, unknown);
    X509Certificate pinned =
        odd("CN=Up", "CN=Odd", keys, keys, "SHA256withECDSA", IS_CA, SIGNS_CERTIFICATES, unknown);
    X509Certificate below =
        odd("CN=Odd", "CN=leaf", EcKeys.generateP256(), keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(
        Reason.MALFORMED,
        () -> ChainValidator.validate(List.of(below), List.of(), List.of(root), NOW, Usage.ANY));
    assertRefused(
        Reason.MALFORMED,
        () -> ChainValidator.validate(List.of(below), List.of(), List.of(pinned), NOW, Usage.ANY));
  }

  @Test
  void nameConstraintsHoldEvenOnTheAnchor() throws CryptoException {
    ASN1Encodable onlyMaker =
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(
                  new GeneralName(new org.bouncycastle.asn1.x500.X500Name("O=Maker")))
            },
            new GeneralSubtree[0]);
    KeyPair keys = EcKeys.generateP256();
    X509Certificate root =
        odd(
            "O=Maker,CN=R",
            "O=Maker,CN=R",
            keys,
            keys,
            "SHA256withECDSA",
            IS_CA,
            SIGNS_CERTIFICATES,
            new Odd("2.5.29.30", true, onlyMaker));
    KeyPair device = EcKeys.generateP256();
    X509Certificate good =
        odd("O=Maker,CN=R", "O=Maker,CN=d", device, keys, "SHA256withECDSA", NO_CA, SIGNS);
    X509Certificate bad =
        odd("O=Maker,CN=R", "O=Other,CN=d", device, keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertThat(
            ChainValidator.validate(List.of(good), List.of(), List.of(root), NOW, Usage.TLS_CLIENT))
        .hasSize(2);
    assertRefused(
        Reason.BAD_USAGE,
        () ->
            ChainValidator.validate(List.of(bad), List.of(), List.of(root), NOW, Usage.TLS_CLIENT));
  }
}
