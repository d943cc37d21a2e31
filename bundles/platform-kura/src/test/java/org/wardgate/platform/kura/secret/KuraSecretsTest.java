package org.wardgate.platform.kura.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeRegistry;

class KuraSecretsTest {
  private final FakeRegistry registry = new FakeRegistry();
  private final KuraSecrets secrets = new KuraSecrets(registry);
  private final FakeCrypto crypto = new FakeCrypto();

  private static String encrypted(FakeCrypto with) throws Exception {
    return new String(with.encryptAes("secret".toCharArray()));
  }

  @Test
  void aPasswordThatKuraEncryptedIsRevealed() throws Exception {
    secrets.bindCryptoService(crypto);
    assertThat(secrets.reveal(encrypted(crypto))).isEqualTo("secret".toCharArray());
    assertThat(secrets.reveal("")).isEmpty();
  }

  @Test
  void itIsRegisteredWhenTheCryptoServiceComesAndStays() {
    assertThat(registry.services()).isEmpty();
    secrets.bindCryptoService(crypto);
    secrets.unbindCryptoService(crypto);
    secrets.bindCryptoService(crypto);
    assertThat(registry.services()).containsExactly(secrets);
    assertThat(registry.registeredCount()).isEqualTo(1);
    secrets.deactivate();
    assertThat(registry.services()).isEmpty();
  }

  @Test
  void whileTheCryptoServiceIsAwayPasswordsAreRefused() throws Exception {
    secrets.bindCryptoService(crypto);
    String configured = encrypted(crypto);
    secrets.unbindCryptoService(crypto);
    assertThatThrownBy(() -> secrets.reveal(configured)).hasMessageContaining("WG-PLAT-0008");
    secrets.bindCryptoService(crypto);
    assertThat(secrets.reveal(configured)).hasSize(6);
  }

  @Test
  void plainTextIsRefusedAndNotShown() {
    secrets.bindCryptoService(crypto);
    assertThatThrownBy(() -> secrets.reveal("open-sesame"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-PLAT-0008")
        .hasMessageNotContaining("open-sesame")
        .hasNoCause();
  }

  @Test
  void anotherInstallationsPasswordIsRefused() throws Exception {
    secrets.bindCryptoService(crypto);
    String other = encrypted(new FakeCrypto(2));
    assertThatThrownBy(() -> secrets.reveal(other))
        .hasMessageContaining("WG-PLAT-0008")
        .hasMessageNotContaining(other);
  }

  @Test
  void aHugeStringIsRefused() {
    secrets.bindCryptoService(crypto);
    assertThatThrownBy(() -> secrets.reveal("x".repeat(65_537))).hasMessageContaining("65536");
  }

  @Test
  void aCryptoServiceThatFailsRefuses() throws Exception {
    secrets.bindCryptoService(crypto);
    String configured = encrypted(crypto);
    crypto.broken = true;
    assertThatThrownBy(() -> secrets.reveal(configured)).hasMessageContaining("WG-PLAT-0008");
  }
}
