package org.wardgate.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engines with keys that another provider made, and with contents of every length. */
class EcdsaEnginesTest {
  private static final String PLATFORM = "SunEC";

  @BeforeEach
  void install() {
    EcProvider.install();
  }

  @AfterEach
  void remove() {
    EcProvider.remove();
  }

  private static KeyPair keys(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PLATFORM);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withECDSA, secp256r1",
    "SHA384withECDSA, secp384r1",
    "SHA512withECDSA, secp521r1",
    "SHA256withECDSAinP1363Format, secp256r1",
    "SHA384withECDSAinP1363Format, secp384r1",
    "SHA512withECDSAinP1363Format, secp384r1"
  })
  void signsWithKeysOfThePlatformInPiecesOfAnyLength(String name, String curve) throws Exception {
    KeyPair keys = keys(curve);
    Signature ours = Signature.getInstance(name, EcProvider.NAME);
    Signature theirs = Signature.getInstance(name, PLATFORM);
    Random random = new Random(name.hashCode());
    for (int length : new int[] {0, 1, 55, 56, 64, 111, 128, 1_000, 70_000}) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      ours.initSign(keys.getPrivate());
      int cut = length / 3;
      ours.update(content, 0, cut);
      ours.update(content, cut, length - cut);
      byte[] signature = ours.sign();

      theirs.initVerify(keys.getPublic());
      theirs.update(content);
      assertThat(theirs.verify(signature)).as(name + " " + length).isTrue();
      ours.initVerify(keys.getPublic());
      ours.update(content);
      ours.update((byte) 0);
      assertThat(ours.verify(signature)).as("one byte too many").isFalse();
    }
  }

  @Test
  void forgetsWhatWasFedBeforeTheKey() throws Exception {
    KeyPair keys = EcKeys.generateP256();
    Signature engine = Signature.getInstance("SHA256withECDSA", EcProvider.NAME);
    engine.initSign(keys.getPrivate());
    engine.update((byte) 1);
    engine.initSign(keys.getPrivate());
    engine.update((byte) 2);
    byte[] signature = engine.sign();
    Signature theirs = Signature.getInstance("SHA256withECDSA", PLATFORM);
    theirs.initVerify(keys.getPublic());
    theirs.update((byte) 2);
    assertThat(theirs.verify(signature)).isTrue();
  }

  @Test
  void neverSignsTwiceWithTheSameNumber() throws Exception {
    KeyPair keys = EcKeys.generateP256();
    Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format", EcProvider.NAME);
    engine.initSign(keys.getPrivate());
    byte[] first = engine.sign();
    byte[] second = engine.sign();
    assertThat(first).hasSize(64).isNotEqualTo(second);
  }

  @Test
  void refusesKeysOfOtherKinds() throws Exception {
    PublicKey rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    Signature engine = Signature.getInstance("SHA256withECDSA", EcProvider.NAME);
    assertThatThrownBy(() -> engine.initVerify(rsa)).isInstanceOf(InvalidKeyException.class);
  }
}
