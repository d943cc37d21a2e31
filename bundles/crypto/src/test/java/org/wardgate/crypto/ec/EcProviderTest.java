package org.wardgate.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;

class EcProviderTest {
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void install() {
    EcProvider.install();
  }

  @AfterEach
  void remove() {
    EcProvider.remove();
  }

  @Test
  void comesFirstAndGoesWithoutTrace() {
    EcProvider.install();
    assertThat(Security.getProviders()[0].getName()).isEqualTo(EcProvider.NAME);
    EcProvider.remove();
    assertThat(Security.getProvider(EcProvider.NAME)).isNull();
    EcProvider.remove();
  }

  @Test
  void offersEllipticCurvesOnly() throws Exception {
    Set<String> offered =
        Security.getProvider(EcProvider.NAME).getServices().stream()
            .map(service -> service.getType() + "." + service.getAlgorithm())
            .collect(Collectors.toSet());
    assertThat(offered)
        .containsExactlyInAnyOrder(
            "KeyPairGenerator.EC",
            "KeyFactory.EC",
            "KeyAgreement.ECDH",
            "Signature.NONEwithECDSA",
            "Signature.SHA256withECDSA",
            "Signature.SHA384withECDSA",
            "Signature.SHA512withECDSA",
            "Signature.SHA256withECDSAinP1363Format",
            "Signature.SHA384withECDSAinP1363Format",
            "Signature.SHA512withECDSAinP1363Format");
    assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName())
        .isNotEqualTo(EcProvider.NAME);
    assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName())
        .isNotEqualTo(EcProvider.NAME);
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void signsWhatThePlatformVerifiesAndBack() throws Exception {
    Provider platform = Security.getProvider("SunEC");
    for (String name :
        List.of(
            "NONEwithECDSA",
            "SHA256withECDSA",
            "SHA384withECDSA",
            "SHA512withECDSA",
            "SHA256withECDSAinP1363Format",
            "SHA384withECDSAinP1363Format",
            "SHA512withECDSAinP1363Format")) {
      Signature ours = Signature.getInstance(name);
      KeyPair keys = EcKeys.generateP256();
      ours.initSign(keys.getPrivate());
      assertThat(ours.getProvider().getName()).isEqualTo(EcProvider.NAME);
      ours.update(CONTENT);
      byte[] signature = ours.sign();

      Signature theirs = Signature.getInstance(name, platform);
      theirs.initVerify(keys.getPublic());
      theirs.update(CONTENT);
      assertThat(theirs.verify(signature)).as(name).isTrue();

      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", platform);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair platformKeys = generator.generateKeyPair();
      theirs.initSign(platformKeys.getPrivate());
      theirs.update(CONTENT);
      byte[] platformSignature = theirs.sign();
      ours.initVerify(platformKeys.getPublic());
      ours.update(CONTENT);
      assertThat(ours.verify(platformSignature)).as(name).isTrue();
    }
  }

  @Test
  void agreesOnKeysWithThePlatform() throws Exception {
    Provider platform = Security.getProvider("SunEC");
    KeyPair a = EcKeys.generateP256();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", platform);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair b = generator.generateKeyPair();
    KeyAgreement ours = KeyAgreement.getInstance("ECDH");
    ours.init(a.getPrivate());
    assertThat(ours.getProvider().getName()).isEqualTo(EcProvider.NAME);
    ours.doPhase(b.getPublic(), true);
    KeyAgreement theirs = KeyAgreement.getInstance("ECDH", platform);
    theirs.init(b.getPrivate());
    theirs.doPhase(a.getPublic(), true);
    assertThat(ours.generateSecret()).isEqualTo(theirs.generateSecret());
  }

  @Test
  void refusesToAgreeWithAPointOffTheCurve() throws Exception {
    KeyPair own = EcKeys.generateP256();
    ECPublicKey good = (ECPublicKey) EcKeys.generateP256().getPublic();
    var bad =
        new java.security.spec.ECPublicKeySpec(
            new java.security.spec.ECPoint(
                good.getW().getAffineX().add(java.math.BigInteger.ONE), good.getW().getAffineY()),
            good.getParams());
    assertThatThrownBy(
            () -> {
              KeyAgreement ours = KeyAgreement.getInstance("ECDH");
              ours.init(own.getPrivate());
              ours.doPhase(KeyFactory.getInstance("EC").generatePublic(bad), true);
              ours.generateSecret();
            })
        .isInstanceOfAny(java.security.GeneralSecurityException.class, RuntimeException.class);
  }

  @Test
  void keysFromPlatformParametersKeepTheNamedCurve() throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(parameters.getParameterSpec(java.security.spec.ECParameterSpec.class));
    assertThat(generator.generateKeyPair().getPublic().getEncoded()).hasSize(91);

    KeyPairGenerator platform = KeyPairGenerator.getInstance("EC", "SunEC");
    platform.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair keys = platform.generateKeyPair();
    KeyFactory factory = KeyFactory.getInstance("EC");
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    assertThat(
            factory
                .generatePublic(new java.security.spec.ECPublicKeySpec(key.getW(), key.getParams()))
                .getEncoded())
        .isEqualTo(key.getEncoded());
    assertThat(factory.translateKey(key).getEncoded()).isEqualTo(key.getEncoded());
    assertThat(factory.translateKey(keys.getPrivate()).getAlgorithm()).isEqualTo("EC");
    assertThatThrownBy(
            () -> factory.translateKey(new javax.crypto.spec.SecretKeySpec(CONTENT, "AES")))
        .isInstanceOf(java.security.InvalidKeyException.class);
  }

  @Test
  void thePlatformsCertificatesUseIt() throws Exception {
    TestPki root = TestPki.root("Root");
    X509Certificate leaf = root.issues("leaf", Profile.TLS_CLIENT).certificate();
    assertThat(leaf.getPublicKey().getClass().getName()).startsWith("org.bouncycastle.");
    leaf.verify(root.certificate().getPublicKey());
    PKIXParameters pkix = new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
    pkix.setRevocationEnabled(false);
    pkix.setDate(Date.from(TestPki.NOW));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), pkix);
    TestPki other = TestPki.root("Root");
    assertThatThrownBy(() -> leaf.verify(other.certificate().getPublicKey()))
        .isInstanceOf(java.security.SignatureException.class);
  }
}
