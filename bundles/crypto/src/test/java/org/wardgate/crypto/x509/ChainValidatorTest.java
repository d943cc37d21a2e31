package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wardgate.crypto.testing.Refusals.assertRefused;
import static org.wardgate.crypto.testing.TestPki.NOW;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.testing.OddCertificates;
import org.wardgate.crypto.testing.OddCertificates.Odd;
import org.wardgate.crypto.testing.TestPki;

class ChainValidatorTest {
  private static final TestPki ROOT = TestPki.root("Root");
  private static final TestPki SUB = ROOT.issues("Sub", Profile.SUB_CA);
  private static final TestPki LEAF = SUB.issues("leaf", Profile.TLS_CLIENT);
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
  void findsThePath() throws CryptoException {
    assertThat(validate(LEAF.certificate(), SUB.certificate()))
        .containsExactly(LEAF.certificate(), SUB.certificate(), ROOT.certificate());
    assertThat(validate(LEAF.certificate(), SUB.certificate(), ROOT.certificate())).hasSize(3);
    assertThat(
            ChainValidator.validate(
                List.of(LEAF.certificate()),
                List.of(SUB.certificate()),
                ANCHORS,
                NOW,
                Usage.TLS_CLIENT))
        .hasSize(3);
  }

  @Test
  void acceptsAnIntermediateAsAnchor() throws CryptoException {
    assertThat(
            ChainValidator.validate(
                List.of(LEAF.certificate()),
                List.of(),
                List.of(SUB.certificate()),
                NOW,
                Usage.TLS_CLIENT))
        .containsExactly(LEAF.certificate(), SUB.certificate());
  }

  @Test
  void acceptsACertificateThatNeverExpires() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate forever =
        ROOT.issues(
            new Issue(
                "device",
                Optional.of("1"),
                Optional.empty(),
                keys.getPublic(),
                NOW.minusSeconds(1),
                Issue.NO_EXPIRY,
                CertificateIssuer.randomSerialNumber(),
                Profile.IDEVID,
                List.of(),
                Optional.empty(),
                Optional.empty()));
    assertThat(validate(forever)).hasSize(2);
  }

  @Test
  void ignoresStrangersInTheChain() throws CryptoException {
    TestPki stranger = TestPki.root("Stranger");
    assertThat(validate(LEAF.certificate(), stranger.certificate(), SUB.certificate())).hasSize(3);
  }

  @Test
  void refusesEmptyAndLongChains() {
    assertRefused(Reason.MALFORMED, () -> validate());
    X509Certificate one = LEAF.certificate();
    assertRefused(Reason.TOO_LARGE, () -> validate(one, one, one, one, one, one, one));
  }

  @Test
  void refusesWhatLeadsNowhere() {
    assertRefused(Reason.UNTRUSTED, () -> validate(LEAF.certificate()));
    TestPki stranger = TestPki.root("Stranger");
    assertRefused(
        Reason.UNTRUSTED,
        () ->
            validate(
                stranger.issues("leaf", Profile.TLS_CLIENT).certificate(), stranger.certificate()));
    assertRefused(Reason.UNTRUSTED, () -> validate(stranger.certificate()));
    assertRefused(
        Reason.UNTRUSTED,
        () ->
            ChainValidator.validate(
                List.of(LEAF.certificate(), SUB.certificate()),
                List.of(),
                List.of(),
                NOW,
                Usage.ANY));
  }

  @Test
  void heldIntermediatesAreNotTrusted() {
    TestPki stranger = TestPki.root("Stranger");
    assertRefused(
        Reason.UNTRUSTED,
        () ->
            ChainValidator.validate(
                List.of(stranger.issues("leaf", Profile.TLS_CLIENT).certificate()),
                List.of(stranger.certificate()),
                ANCHORS,
                NOW,
                Usage.ANY));
  }

  @Test
  void refusesAForgerWithTheRightName() {
    TestPki forger = TestPki.root("Root");
    TestPki forged = forger.issues("leaf", Profile.TLS_CLIENT);
    assertRefused(Reason.BAD_SIGNATURE, () -> validate(forged.certificate()));
    assertRefused(Reason.BAD_SIGNATURE, () -> validate(forged.certificate(), forger.certificate()));
  }

  @Test
  void callsAForgeryAForgeryThoughTheAnchorExpired() throws CryptoException {
    X509Certificate expired =
        CertificateIssuer.issue(
            Issue.of(
                "Root",
                ROOT.keys().getPublic(),
                NOW.minus(Duration.ofDays(10)),
                NOW.minus(Duration.ofDays(1)),
                CertificateIssuer.randomSerialNumber(),
                Profile.CA),
            Optional.empty(),
            ROOT.keys().getPrivate());
    X509Certificate forged = TestPki.root("Root").issues("leaf", Profile.TLS_CLIENT).certificate();
    assertRefused(
        Reason.BAD_SIGNATURE,
        () ->
            ChainValidator.validate(
                List.of(forged), List.of(), List.of(expired), NOW, Usage.TLS_CLIENT));
  }

  @Test
  void refusesAnySpoiledBitOfTheLeaf() {
    var der = Certificates.der(LEAF.certificate());
    int signatureAt = der.length() - LEAF.certificate().getSignature().length - 8;
    for (int bit = 0;
        bit < der.length() * Byte.SIZE;
        bit += bit < signatureAt * Byte.SIZE ? 13 : 1) {
      var spoiled = Mutations.flipBit(der, bit);
      assertThat(catchThrowable(() -> validate(Certificates.ofDer(spoiled), SUB.certificate())))
          .as("bit %d", bit)
          .isInstanceOf(CryptoException.class);
    }
  }

  @Test
  void refusesTheExpiredAndTheFuture() throws CryptoException {
    List<X509Certificate> chain = List.of(LEAF.certificate(), SUB.certificate());
    Instant end = LEAF.certificate().getNotAfter().toInstant();
    Instant begin = LEAF.certificate().getNotBefore().toInstant();
    assertThat(ChainValidator.validate(chain, List.of(), ANCHORS, end, Usage.ANY)).hasSize(3);
    assertThat(ChainValidator.validate(chain, List.of(), ANCHORS, begin, Usage.ANY)).hasSize(3);
    assertRefused(
        Reason.EXPIRED,
        () -> ChainValidator.validate(chain, List.of(), ANCHORS, end.plusSeconds(1), Usage.ANY));
    assertRefused(
        Reason.NOT_YET_VALID,
        () -> ChainValidator.validate(chain, List.of(), ANCHORS, begin.minusSeconds(1), Usage.ANY));
  }

  @Test
  void refusesAnExpiredAnchor() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate oldRoot =
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
    TestPki old = new TestPki(keys, oldRoot);
    X509Certificate leaf = old.issues("leaf", Profile.TLS_CLIENT).certificate();
    assertRefused(
        Reason.EXPIRED,
        () ->
            ChainValidator.validate(
                List.of(leaf), List.of(), List.of(oldRoot), NOW, Usage.TLS_CLIENT));
  }

  @Test
  void aNewAnchorOfTheSameNameAndKeyHelps() throws CryptoException {
    X509Certificate expired =
        CertificateIssuer.issue(
            Issue.of(
                "Root",
                ROOT.keys().getPublic(),
                NOW.minus(Duration.ofDays(10)),
                NOW.minus(Duration.ofDays(1)),
                CertificateIssuer.randomSerialNumber(),
                Profile.CA),
            Optional.empty(),
            ROOT.keys().getPrivate());
    assertThat(
            ChainValidator.validate(
                List.of(LEAF.certificate(), SUB.certificate()),
                List.of(),
                List.of(expired, ROOT.certificate()),
                NOW,
                Usage.TLS_CLIENT))
        .endsWith(ROOT.certificate());
  }

  @Test
  void refusesIssuersThatAreNoCa() throws CryptoException {
    TestPki endEntity = ROOT.issues("device", Profile.TLS_CLIENT);
    assertRefused(
        Reason.BAD_USAGE,
        () ->
            validate(
                endEntity.issues("leaf", Profile.TLS_CLIENT).certificate(),
                endEntity.certificate()));
    KeyPair keys = EcKeys.generateP256();
    X509Certificate withoutConstraints =
        odd("CN=Root", "CN=Mid", keys, ROOT.keys(), "SHA256withECDSA", SIGNS_CERTIFICATES);
    X509Certificate below =
        odd("CN=Mid", "CN=leaf", EcKeys.generateP256(), keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(Reason.BAD_USAGE, () -> validate(below, withoutConstraints));
  }

  @Test
  void refusesCasThatMayNotSignCertificates() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate mid =
        odd("CN=Root", "CN=Mid", keys, ROOT.keys(), "SHA256withECDSA", IS_CA, SIGNS);
    X509Certificate below =
        odd("CN=Mid", "CN=leaf", EcKeys.generateP256(), keys, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(Reason.BAD_USAGE, () -> validate(below, mid));
  }

  @Test
  void refusesAnchorsThatAreNoCa() throws CryptoException {
    TestPki notCa = ROOT.issues("Not a CA", Profile.TLS_CLIENT);
    X509Certificate leaf = notCa.issues("leaf", Profile.TLS_CLIENT).certificate();
    assertRefused(
        Reason.BAD_USAGE,
        () ->
            ChainValidator.validate(
                List.of(leaf), List.of(), List.of(notCa.certificate()), NOW, Usage.ANY));
  }

  @Test
  void refusesAPathLongerThanACaAllows() {
    TestPki below = SUB.issues("Sub of sub", Profile.SUB_CA);
    X509Certificate leaf = below.issues("leaf", Profile.TLS_CLIENT).certificate();
    assertRefused(Reason.BAD_USAGE, () -> validate(leaf, below.certificate(), SUB.certificate()));
    // the same when the CA with the limit is the anchor
    assertRefused(
        Reason.BAD_USAGE,
        () ->
            ChainValidator.validate(
                List.of(leaf, below.certificate()),
                List.of(),
                List.of(SUB.certificate()),
                NOW,
                Usage.ANY));
  }

  @Test
  void refusesAPathLongerThanSix() throws CryptoException {
    List<X509Certificate> chain = new ArrayList<>();
    TestPki last = ROOT;
    for (int i = 0; i < 4; i++) {
      last = last.issues("CA " + i, Profile.CA);
      chain.add(0, last.certificate());
    }
    List<X509Certificate> six = new ArrayList<>(chain);
    six.add(0, last.issues("leaf", Profile.TLS_CLIENT).certificate());
    assertThat(ChainValidator.validate(six, List.of(), ANCHORS, NOW, Usage.ANY)).hasSize(6);

    TestPki one = last.issues("CA 4", Profile.CA);
    chain.add(0, one.certificate());
    chain.add(0, one.issues("leaf", Profile.TLS_CLIENT).certificate());
    assertRefused(
        Reason.UNTRUSTED, () -> ChainValidator.validate(chain, List.of(), ANCHORS, NOW, Usage.ANY));
  }

  @Test
  void endlessLoopsEnd() throws CryptoException {
    // two CAs that certify each other, over and over
    KeyPair a = EcKeys.generateP256();
    KeyPair b = EcKeys.generateP256();
    List<X509Certificate> crossed = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      crossed.add(odd("CN=A", "CN=B", b, a, "SHA256withECDSA", IS_CA, SIGNS_CERTIFICATES));
      crossed.add(odd("CN=B", "CN=A", a, b, "SHA256withECDSA", IS_CA, SIGNS_CERTIFICATES));
    }
    X509Certificate leaf =
        odd("CN=A", "CN=leaf", EcKeys.generateP256(), a, "SHA256withECDSA", NO_CA, SIGNS);
    assertRefused(
        Reason.UNTRUSTED,
        () -> ChainValidator.validate(List.of(leaf), crossed, ANCHORS, NOW, Usage.ANY));
  }

  @Test
  void refusesWeakAlgorithmsAndKeys() throws Exception {
    X509Certificate sha1 =
        odd(
            "CN=Root",
            "CN=leaf",
            EcKeys.generateP256(),
            ROOT.keys(),
            "SHA1withECDSA",
            NO_CA,
            SIGNS);
    assertRefused(Reason.BAD_ALGORITHM, () -> validate(sha1));

    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    X509Certificate small =
        odd(
            "CN=Root",
            "CN=leaf",
            rsa.generateKeyPair(),
            ROOT.keys(),
            "SHA256withECDSA",
            NO_CA,
            SIGNS);
    assertRefused(Reason.WEAK_KEY, () -> validate(small));

    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec("secp521r1"));
    X509Certificate otherCurve =
        odd(
            "CN=Root",
            "CN=leaf",
            ec.generateKeyPair(),
            ROOT.keys(),
            "SHA256withECDSA",
            NO_CA,
            SIGNS);
    assertRefused(Reason.WEAK_KEY, () -> validate(otherCurve));
  }

  @Test
  void refusesAWeakIssuer() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPair weak = rsa.generateKeyPair();
    X509Certificate root =
        odd("CN=W", "CN=W", weak, weak, "SHA256withRSA", IS_CA, SIGNS_CERTIFICATES);
    X509Certificate leaf =
        odd("CN=W", "CN=leaf", EcKeys.generateP256(), weak, "SHA256withRSA", NO_CA, SIGNS);
    assertRefused(
        Reason.WEAK_KEY,
        () -> ChainValidator.validate(List.of(leaf), List.of(), List.of(root), NOW, Usage.ANY));
  }

  @Test
  void acceptsTheOtherAllowedKeys() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    assertIssues(rsa.generateKeyPair());
    assertIssues(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    assertIssues(EcKeys.generateP384());
  }

  private static void assertIssues(KeyPair keys) throws CryptoException {
    X509Certificate root =
        CertificateIssuer.issue(
            TestPki.issue("R", keys, Profile.CA), Optional.empty(), keys.getPrivate());
    X509Certificate leaf =
        new TestPki(keys, root).issues(TestPki.issue("leaf", keys, Profile.TLS_CLIENT));
    assertThat(
            ChainValidator.validate(List.of(leaf), List.of(), List.of(root), NOW, Usage.TLS_CLIENT))
        .hasSize(2);
  }
}
