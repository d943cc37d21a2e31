package org.wardgate.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

class DetachedCmsTest {
  private static final TestPki ROOT = TestPki.root("Maker");
  private static final TestPki SUB = ROOT.issues("Maker Sub", Profile.SUB_CA);
  private static final TestPki SIGNER = SUB.issues("signer", Profile.CMS_SIGNER);
  private static final List<X509Certificate> CHAIN =
      List.of(SIGNER.certificate(), SUB.certificate());
  private static final List<X509Certificate> ANCHORS = List.of(ROOT.certificate());
  private static final Bytes CONTENT = Bytes.of("{\"mud\":1}".getBytes(StandardCharsets.UTF_8));
  private static final Bytes SIGNATURE =
      DetachedCms.sign(CONTENT, SIGNER.keys().getPrivate(), CHAIN, NOW);

  private static CmsSigner verify(Bytes content, Bytes signature) throws CryptoException {
    return DetachedCms.verify(content, signature, ANCHORS, NOW);
  }

  private static Bytes pem(String label, Bytes der) {
    String body = Base64.getMimeEncoder().encodeToString(der.toArray());
    return Bytes.of(
        ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  /** Signs as the library alone would. */
  private static Bytes library(
      TestPki signer, String algorithm, boolean direct, boolean encapsulated, int signers)
      throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    for (int i = 0; i < signers; i++) {
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setDirectSignature(direct)
              .build(
                  new JcaContentSignerBuilder(algorithm).build(signer.keys().getPrivate()),
                  signer.certificate()));
    }
    generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
    return Bytes.of(
        generator
            .generate(new CMSProcessableByteArray(CONTENT.toArray()), encapsulated)
            .getEncoded());
  }

  @Test
  void verifiesWhatItSigned() throws CryptoException {
    CmsSigner signer = verify(CONTENT, SIGNATURE);
    assertThat(signer.certificate()).isEqualTo(SIGNER.certificate());
    assertThat(signer.path())
        .containsExactly(SIGNER.certificate(), SUB.certificate(), ROOT.certificate());
    assertThat(signer.signingTime()).contains(NOW);
  }

  @Test
  void tellsTheSigningTimeWithoutVerifying() throws CryptoException {
    assertThat(DetachedCms.signingTime(SIGNATURE)).contains(NOW);
    assertThat(DetachedCms.signingTime(pem("CMS", SIGNATURE))).contains(NOW);
    assertRefused(Reason.MALFORMED, () -> DetachedCms.signingTime(Bytes.of(new byte[] {1, 2})));
  }

  @Test
  void verifiesPem() throws CryptoException {
    assertThat(verify(CONTENT, pem("CMS", SIGNATURE)).path()).hasSize(3);
    assertThat(verify(CONTENT, pem("PKCS7", SIGNATURE)).path()).hasSize(3);
    assertRefused(Reason.MALFORMED, () -> verify(CONTENT, pem("CERTIFICATE", SIGNATURE)));
  }

  @Test
  void verifiesTheLibrarysOwnAndOtherKeys() throws Exception {
    TestPki direct = ROOT.issues("direct", Profile.CMS_SIGNER);
    assertThat(verify(CONTENT, library(direct, "SHA256withECDSA", false, false, 1)).path())
        .hasSize(2);
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    for (KeyPair keys :
        List.of(
            rsa.generateKeyPair(),
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair(),
            EcKeys.generateP384())) {
      X509Certificate certificate = ROOT.issues(TestPki.issue("signer", keys, Profile.CMS_SIGNER));
      Bytes signature = DetachedCms.sign(CONTENT, keys.getPrivate(), List.of(certificate), NOW);
      assertThat(verify(CONTENT, signature).path()).hasSize(2);
      assertRefused(Reason.BAD_SIGNATURE, () -> verify(Bytes.EMPTY, signature));
    }
  }

  @Test
  void refusesOtherContent() {
    for (int bit = 0; bit < CONTENT.length() * Byte.SIZE; bit++) {
      Bytes spoiled = Mutations.flipBit(CONTENT, bit);
      assertRefused(Reason.BAD_SIGNATURE, () -> verify(spoiled, SIGNATURE));
    }
    assertRefused(Reason.BAD_SIGNATURE, () -> verify(Bytes.EMPTY, SIGNATURE));
  }

  @Test
  void refusesAnotherKeysSignature() {
    PrivateKey other = EcKeys.generateP256().getPrivate();
    Bytes forged = DetachedCms.sign(CONTENT, other, CHAIN, NOW);
    assertRefused(Reason.BAD_SIGNATURE, () -> verify(CONTENT, forged));
  }

  @Test
  void refusesStrangers() {
    TestPki stranger = TestPki.root("Stranger").issues("signer", Profile.CMS_SIGNER);
    Bytes signature =
        DetachedCms.sign(
            CONTENT, stranger.keys().getPrivate(), List.of(stranger.certificate()), NOW);
    assertRefused(Reason.UNTRUSTED, () -> verify(CONTENT, signature));
    assertRefused(Reason.UNTRUSTED, () -> DetachedCms.verify(CONTENT, SIGNATURE, List.of(), NOW));
  }

  @Test
  void refusesAForgerOfTheMakersName() {
    TestPki forger = TestPki.root("Maker").issues("signer", Profile.CMS_SIGNER);
    Bytes signature =
        DetachedCms.sign(CONTENT, forger.keys().getPrivate(), List.of(forger.certificate()), NOW);
    assertRefused(Reason.UNTRUSTED, () -> verify(CONTENT, signature));
  }

  @Test
  void refusesAMissingIntermediate() {
    Bytes signature =
        DetachedCms.sign(CONTENT, SIGNER.keys().getPrivate(), List.of(SIGNER.certificate()), NOW);
    assertRefused(Reason.UNTRUSTED, () -> verify(CONTENT, signature));
  }

  @Test
  void tellsExpiredFromNotYetValid() {
    Instant late = NOW.plus(Duration.ofDays(181));
    Instant early = NOW.minus(Duration.ofDays(181));
    assertRefused(Reason.EXPIRED, () -> DetachedCms.verify(CONTENT, SIGNATURE, ANCHORS, late));
    assertRefused(
        Reason.NOT_YET_VALID, () -> DetachedCms.verify(CONTENT, SIGNATURE, ANCHORS, early));
    // content first: what was changed is not merely old
    assertRefused(
        Reason.BAD_SIGNATURE, () -> DetachedCms.verify(Bytes.EMPTY, SIGNATURE, ANCHORS, late));
  }

  @Test
  void refusesCertificatesForOtherUses() {
    for (Profile profile : List.of(Profile.TLS_SERVER, Profile.TLS_CLIENT, Profile.SUB_CA)) {
      TestPki other = ROOT.issues("other", profile);
      Bytes signature =
          DetachedCms.sign(CONTENT, other.keys().getPrivate(), List.of(other.certificate()), NOW);
      assertRefused(Reason.BAD_USAGE, () -> verify(CONTENT, signature));
    }
  }

  @Test
  void refusesAWeakKey() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPair weak = rsa.generateKeyPair();
    X509Certificate certificate =
        new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
            .getCertificate(
                new org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder(
                        ROOT.certificate(),
                        java.math.BigInteger.ONE,
                        java.util.Date.from(NOW.minusSeconds(60)),
                        java.util.Date.from(NOW.plusSeconds(60)),
                        new javax.security.auth.x500.X500Principal("CN=w"),
                        weak.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(ROOT.keys().getPrivate())));
    Bytes signature = DetachedCms.sign(CONTENT, weak.getPrivate(), List.of(certificate), NOW);
    assertRefused(Reason.WEAK_KEY, () -> verify(CONTENT, signature));
  }

  @Test
  void refusesWeakDigests() throws Exception {
    TestPki signer = ROOT.issues("signer", Profile.CMS_SIGNER);
    assertRefused(
        Reason.BAD_ALGORITHM,
        () -> verify(CONTENT, library(signer, "SHA1withECDSA", false, false, 1)));
  }

  @Test
  void refusesOtherShapes() throws Exception {
    TestPki signer = ROOT.issues("signer", Profile.CMS_SIGNER);
    assertRefused(
        Reason.MALFORMED, // without signed attributes
        () -> verify(CONTENT, library(signer, "SHA256withECDSA", true, false, 1)));
    assertRefused(
        Reason.MALFORMED, // not detached
        () -> verify(CONTENT, library(signer, "SHA256withECDSA", false, true, 1)));
    assertRefused(
        Reason.MALFORMED, // two signers
        () -> verify(CONTENT, library(signer, "SHA256withECDSA", false, false, 2)));
    assertRefused(
        Reason.MALFORMED, // none
        () -> verify(CONTENT, library(signer, "SHA256withECDSA", false, false, 0)));
    assertRefused(
        Reason.MALFORMED, () -> verify(CONTENT, org.wardgate.crypto.x509.CertsOnly.encode(CHAIN)));
  }

  @Test
  void refusesGarbage() {
    assertRefused(Reason.MALFORMED, () -> verify(CONTENT, Bytes.EMPTY));
    assertRefused(Reason.MALFORMED, () -> verify(CONTENT, Bytes.ofHex("3000")));
    assertRefused(Reason.MALFORMED, () -> verify(CONTENT, Bytes.ofHex("2d2d2d")));
    assertRefused(Reason.MALFORMED, () -> verify(CONTENT, Bytes.ofHex("3080".repeat(5000))));
    assertRefused(Reason.TOO_LARGE, () -> verify(CONTENT, Bytes.of(new byte[65_537])));
    assertRefused(Reason.TRAILING_DATA, () -> verify(CONTENT, Bytes.ofHex(SIGNATURE.hex() + "00")));
  }

  @Test
  void spoiledSignaturesAreRefusedOrSayTheSame() {
    for (long seed = 0; seed < 500; seed++) {
      Bytes spoiled = Mutations.mutate(SIGNATURE, seed);
      Throwable thrown =
          catchThrowable(
              () ->
                  // unsigned parts of a message may change, what it says may not
                  assertThat(verify(CONTENT, spoiled).certificate())
                      .isEqualTo(SIGNER.certificate()));
      if (thrown != null) {
        assertThat(thrown).as("seed %d", seed).isInstanceOf(CryptoException.class);
      }
    }
  }

  @Test
  void anEmptyChainCannotSign() {
    assertThatThrownBy(() -> DetachedCms.sign(CONTENT, SIGNER.keys().getPrivate(), List.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExpiredAnchorSaysExpired() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate old =
        CertificateIssuer.issue(
            Issue.of(
                "Old",
                keys.getPublic(),
                NOW.minus(Duration.ofDays(10)),
                NOW.minus(Duration.ofDays(1)),
                CertificateIssuer.randomSerialNumber(),
                Profile.CA),
            Optional.empty(),
            keys.getPrivate());
    TestPki signer = new TestPki(keys, old).issues("signer", Profile.CMS_SIGNER);
    Bytes signature =
        DetachedCms.sign(CONTENT, signer.keys().getPrivate(), List.of(signer.certificate()), NOW);
    assertRefused(Reason.EXPIRED, () -> DetachedCms.verify(CONTENT, signature, List.of(old), NOW));
  }
}
