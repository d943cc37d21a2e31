package org.wardgate.attestation.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;

class KeyCacheTest {
  private static Bytes spki() {
    return PublicKeys.spki(EcKeys.generateP256().getPublic());
  }

  @Test
  void aKeyIsParsedOnce() throws CryptoException {
    KeyCache cache = new KeyCache();
    Bytes spki = spki();
    assertThat(cache.key(spki)).isSameAs(cache.key(Bytes.of(spki.toArray())));
    assertThat(PublicKeys.spki(cache.key(spki))).isEqualTo(spki);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void itNeverHoldsMoreThanItMay() throws CryptoException {
    KeyCache cache = new KeyCache(3);
    for (int i = 0; i < 10; i++) {
      cache.key(spki());
      assertThat(cache.size()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void whatIsNoKeyIsRefusedAndNotKept() {
    KeyCache cache = new KeyCache();
    assertThatThrownBy(() -> cache.key(Bytes.ofHex("3000"))).isInstanceOf(CryptoException.class);
    assertThat(cache.size()).isZero();
  }
}
