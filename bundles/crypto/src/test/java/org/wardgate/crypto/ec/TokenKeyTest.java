package org.wardgate.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A private key whose material is not at hand, and nobody to sign with it. */
class TokenKeyTest {
  /** A key inside a token that is gone. */
  private static final class Orphan implements PrivateKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return "";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  @BeforeEach
  void install() {
    EcProvider.install();
  }

  @AfterEach
  void remove() {
    EcProvider.remove();
  }

  @Test
  void aKeyThatNoProviderHoldsIsRefusedAndTheEngineGoesOnServingOthers() throws Exception {
    Signature engine = Signature.getInstance("SHA256withECDSA", EcProvider.NAME);
    assertThatThrownBy(() -> engine.initSign(new Orphan()))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("no provider has this key");
    KeyPair keys = EcKeys.generateP256();
    engine.initSign(keys.getPrivate());
    engine.update((byte) 1);
    byte[] signed = engine.sign();
    engine.initVerify(keys.getPublic());
    engine.update((byte) 1);
    assertThat(engine.verify(signed)).isTrue();
    engine.initVerify(keys.getPublic());
    engine.update((byte) 2);
    assertThat(engine.verify(signed)).isFalse();
  }
}
