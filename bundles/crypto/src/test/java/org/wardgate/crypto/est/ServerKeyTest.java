package org.wardgate.crypto.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.CertificationRequests;

class ServerKeyTest {
  private static ServerKey keyLike(KeyPair keys) throws CryptoException {
    return ServerKey.like(CertificationRequest.ofDer(CertificationRequests.create(keys, "d")));
  }

  @Test
  void isOfTheKindTheRequestHas() throws CryptoException, GeneralSecurityException {
    assertThat(keyLike(EcKeys.generateP256()).spki().length()).isEqualTo(91);
    assertThat(keyLike(EcKeys.generateP384()).spki().length()).isEqualTo(120);
    KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThat(keyLike(ed).spki().length()).isEqualTo(91);
  }

  @Test
  void isNeverTheRequestsKeyNorTheSameTwice() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    assertThat(keyLike(keys).spki())
        .isNotEqualTo(keyLike(keys).spki())
        .isNotEqualTo(Bytes.of(keys.getPublic().getEncoded()));
  }

  @Test
  void itsHalvesBelongTogether() throws CryptoException {
    ServerKey key = keyLike(EcKeys.generateP384());
    PrivateKey read = PrivateKeys.ofPkcs8(key.pkcs8().orElseThrow());
    PublicKey publicKey = PublicKeys.ofSpki(key.spki());
    Bytes request = CertificationRequests.create(new KeyPair(publicKey, read), "d");
    CertificationRequest.ofDer(request).verifyPossession();
  }

  @Test
  void isGoneOnceDestroyedAndNeverPrinted() throws CryptoException {
    ServerKey key = keyLike(EcKeys.generateP256());
    String secret = key.pkcs8().orElseThrow().hex().substring(72, 136);
    assertThat(key.toString()).doesNotContain(secret);
    key.destroy();
    key.destroy();
    assertThat(key.pkcs8()).isEmpty();
    assertThat(key.spki().length()).isEqualTo(91);
  }

  @Test
  void refusesWhatIsNoKeyOnItsCurves() throws GeneralSecurityException {
    for (String bad : List.of("", "3000", "30800000", "0500", "300302010030")) {
      assertThatThrownBy(() -> PrivateKeys.ofPkcs8(Bytes.ofHex(bad)))
          .as(bad)
          .isInstanceOf(CryptoException.class);
    }
    assertRefused(Reason.TOO_LARGE, () -> PrivateKeys.ofPkcs8(Bytes.of(new byte[513])));
    Bytes ed =
        Bytes.of(
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded());
    assertRefused(Reason.WEAK_KEY, () -> PrivateKeys.ofPkcs8(ed));
  }

  @Property(tries = 300)
  void spoiledKeysAreRefusedOrHarmless(@ForAll long seed) throws CryptoException {
    Bytes good = keyLike(EcKeys.generateP256()).pkcs8().orElseThrow();
    try {
      assertThat(PrivateKeys.ofPkcs8(Mutations.mutate(good, seed)).getAlgorithm()).isEqualTo("EC");
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }
}
