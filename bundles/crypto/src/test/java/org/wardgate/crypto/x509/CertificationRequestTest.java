package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;

class CertificationRequestTest {
  private static final KeyPair KEYS = EcKeys.generateP256();

  private static Bytes request(KeyPair subject, KeyPair signer, String algorithm)
      throws IOException, OperatorCreationException {
    return Bytes.of(
        new PKCS10CertificationRequestBuilder(
                new X500Name("CN=d"),
                SubjectPublicKeyInfo.getInstance(subject.getPublic().getEncoded()))
            .build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate()))
            .getEncoded());
  }

  @Test
  void readsAndVerifies() throws CryptoException {
    CertificationRequest request =
        CertificationRequest.ofDer(CertificationRequests.create(KEYS, "device"));
    request.verifyPossession();
    assertThat(request.publicKeySpki()).isEqualTo(Bytes.of(KEYS.getPublic().getEncoded()));
    assertThat(request.publicKey()).isEqualTo(KEYS.getPublic());
    assertThat(request.challengePassword()).isEmpty();
  }

  @Test
  void verifiesOtherAllowedKeys() throws Exception {
    KeyPair p384 = EcKeys.generateP384();
    CertificationRequest.ofDer(CertificationRequests.create(p384, "d")).verifyPossession();
    KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    CertificationRequest.ofDer(CertificationRequests.create(ed, "d")).verifyPossession();
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    CertificationRequest.ofDer(CertificationRequests.create(rsa.generateKeyPair(), "d"))
        .verifyPossession();
  }

  @Test
  void refusesParametersOfTheSignatureAlgorithm() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    Bytes good = CertificationRequests.create(rsa.generateKeyPair(), "d");
    String spoiled = good.hex().replaceFirst("2a864886f70d01010b0500", "2a864886f70d01010b1500");
    assertThat(spoiled).isNotEqualTo(good.hex());
    CertificationRequest request = CertificationRequest.ofDer(Bytes.ofHex(spoiled));
    assertRefused(Reason.BAD_ALGORITHM, request::verifyPossession);
  }

  @Test
  void refusesAnotherKeysSignature() throws Exception {
    CertificationRequest request =
        CertificationRequest.ofDer(request(KEYS, EcKeys.generateP256(), "SHA256withECDSA"));
    assertRefused(Reason.BAD_SIGNATURE, request::verifyPossession);
  }

  @Test
  void refusesWeakSignatures() throws Exception {
    CertificationRequest request = CertificationRequest.ofDer(request(KEYS, KEYS, "SHA1withECDSA"));
    assertRefused(Reason.BAD_ALGORITHM, request::verifyPossession);
  }

  @Test
  void refusesAnAlgorithmForAnotherKind() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    CertificationRequest request =
        CertificationRequest.ofDer(request(KEYS, rsa.generateKeyPair(), "SHA256withRSA"));
    assertRefused(Reason.BAD_ALGORITHM, request::verifyPossession);
  }

  @Test
  void refusesWeakKeys() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    Bytes small = CertificationRequests.create(rsa.generateKeyPair(), "d");
    assertRefused(Reason.WEAK_KEY, () -> CertificationRequest.ofDer(small));
    KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
    ec.initialize(new ECGenParameterSpec("secp521r1"));
    Bytes otherCurve = CertificationRequests.create(ec.generateKeyPair(), "d");
    assertRefused(Reason.WEAK_KEY, () -> CertificationRequest.ofDer(otherCurve));
    Bytes dsa =
        request(KeyPairGenerator.getInstance("X25519").generateKeyPair(), KEYS, "SHA256withECDSA");
    assertRefused(Reason.WEAK_KEY, () -> CertificationRequest.ofDer(dsa));
  }

  @Test
  void refusesAPointOffTheCurve() {
    Bytes good = CertificationRequests.create(KEYS, "d");
    String x = Bytes.of(KEYS.getPublic().getEncoded()).hex().substring(54, 118);
    int at = good.hex().indexOf(x) / 2;
    assertRefused(
        Reason.WEAK_KEY, () -> CertificationRequest.ofDer(Mutations.flipBit(good, at * Byte.SIZE)));
  }

  @Test
  void refusesWhatIsNoRequest() {
    Bytes good = CertificationRequests.create(KEYS, "d");
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.EMPTY));
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.ofHex("3000")));
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.ofHex("0101ff")));
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.ofHex("30800000")));
    assertRefused(
        Reason.TRAILING_DATA, () -> CertificationRequest.ofDer(Bytes.ofHex(good.hex() + "00")));
    assertRefused(Reason.TOO_LARGE, () -> CertificationRequest.ofDer(Bytes.of(new byte[8193])));
    assertRefused(Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.of(new byte[8192])));
    assertRefused(
        Reason.TOO_LARGE,
        () -> CertificationRequest.ofDer(CertificationRequests.create(KEYS, "x".repeat(9000))));
    // nested as deep as it gets
    assertRefused(
        Reason.MALFORMED, () -> CertificationRequest.ofDer(Bytes.ofHex("3080".repeat(4096))));
  }

  @Test
  void refusesAnySpoiledBit() {
    Bytes good = CertificationRequests.create(KEYS, "device");
    for (int bit = 0; bit < good.length() * Byte.SIZE; bit += 5) {
      Bytes spoiled = Mutations.flipBit(good, bit);
      assertThat(catchThrowable(() -> CertificationRequest.ofDer(spoiled).verifyPossession()))
          .as("bit %d: %s", bit, spoiled.hex())
          .isInstanceOf(CryptoException.class);
    }
  }
}
