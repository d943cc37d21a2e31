package org.wardgate.platform.kura.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeKeystore;
import org.wardgate.platform.kura.secret.Sealing;
import org.wardgate.platform.kura.service.Current;

class KuraKeyVaultTest {
  @TempDir Path directory = Path.of("");

  private final FakeKeystore keystore = new FakeKeystore();
  private final FakeCrypto crypto = new FakeCrypto();
  private final Current<KeystoreService> stores = new Current<>();
  private final Current<CryptoService> cryptos = new Current<>();

  @BeforeEach
  void present() {
    stores.appeared(keystore.service());
    cryptos.appeared(crypto);
  }

  /** As after a restart. */
  private KuraKeyVault vault() {
    return new KuraKeyVault(new Store(stores), new VaultFiles(directory, new Sealing(cryptos)));
  }

  private static X509Certificate certificate(PublicKey subject, PrivateKey signer)
      throws Exception {
    return CertificateIssuer.issue(
        Issue.of("ca", subject, Instant.EPOCH, Issue.NO_EXPIRY, BigInteger.TEN, Profile.CA),
        Optional.empty(),
        signer);
  }

  @Test
  void aKeyIsMadeOnceAndFoundAgain() throws Exception {
    StoredKey made = vault().key("journal");
    assertThat(made.chain()).isEmpty();
    assertThat(Keys.belongTogether(made.privateKey(), made.publicKey())).isTrue();
    StoredKey found = vault().key("journal");
    assertThat(found.publicKey()).isEqualTo(made.publicKey());
    assertThat(keystore.aliases()).containsExactly("wardgate-journal");
    assertThat(keystore.writtenCount()).isEqualTo(1);
  }

  @Test
  void aChainIsStoredWithoutWritingTheKeyStoreAgain() throws Exception {
    KuraKeyVault vault = vault();
    StoredKey key = vault.key("ca");
    X509Certificate certificate = certificate(key.publicKey(), key.privateKey());
    vault.storeChain("ca", List.of(certificate));
    assertThat(vault.key("ca").chain()).containsExactly(certificate);
    assertThat(vault().key("ca").chain()).containsExactly(certificate);
    assertThat(keystore.writtenCount()).isEqualTo(1);
  }

  @Test
  void aForeignOrEmptyChainIsRefused() throws Exception {
    KuraKeyVault vault = vault();
    vault.key("ca");
    KeyPair other = Keys.pair();
    X509Certificate foreign = certificate(other.getPublic(), other.getPrivate());
    assertThatThrownBy(() -> vault.storeChain("ca", List.of(foreign)))
        .hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.storeChain("ca", List.of()))
        .hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault.storeChain("none", List.of(foreign)))
        .hasMessageContaining("there is no key none");
    assertThat(keystore.aliases()).containsExactly("wardgate-ca");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "../a", "a\n", "a/b"})
  void badAliasesAreRefused(String alias) {
    KuraKeyVault vault = vault();
    assertThatThrownBy(() -> vault.key(alias)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> vault.secret(alias)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> vault.remove(alias)).isInstanceOf(RefusedException.class);
  }

  @Test
  void whenTheKeystoreVanishesKnownKeysGoOnAndNewOnesAreRefused() throws Exception {
    KuraKeyVault vault = vault();
    StoredKey key = vault.key("known");
    stores.vanished(keystore.service());
    assertThat(vault.key("known")).isSameAs(key);
    assertThatThrownBy(() -> vault.key("fresh")).hasMessageContaining("not there now");
    assertThatThrownBy(() -> vault.remove("known")).hasMessageContaining("not there now");
    stores.appeared(keystore.service());
    assertThat(vault.key("fresh").publicKey()).isNotNull();
  }

  @Test
  void aRefusalLeavesNothingBehind() throws Exception {
    stores.vanished(keystore.service());
    KuraKeyVault vault = vault();
    assertThatThrownBy(() -> vault.key("fresh")).isInstanceOf(RefusedException.class);
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aKeystoreThatThrowsRefusesNewKeys() {
    keystore.failWith(KuraException.internalError("torn"));
    assertThatThrownBy(() -> vault().key("fresh")).hasMessageContaining("WG-PLAT-0001");
    keystore.failWith(new IllegalStateException("going away"));
    assertThatThrownBy(() -> vault().key("fresh")).hasMessageContaining("going away");
  }

  @Test
  void aTornKeystoreTakesNoKeyThatHasACopy() throws Exception {
    StoredKey made = vault().key("ward-ca");
    keystore.failWith(KuraException.internalError("torn"));
    StoredKey found = vault().key("ward-ca");
    assertThat(found.publicKey()).isEqualTo(made.publicKey());
    assertThat(Keys.belongTogether(found.privateKey(), made.publicKey())).isTrue();
  }

  @Test
  void aKeystoreThatLostItsKeysGetsThemBack() throws Exception {
    StoredKey made = vault().key("ward-ca");
    keystore.loseEverything();
    assertThat(vault().key("ward-ca").publicKey()).isEqualTo(made.publicKey());
    assertThat(keystore.aliases()).containsExactly("wardgate-ward-ca");
  }

  @Test
  void aKeyThatIsNowhereIsNeverMadeAnew() throws Exception {
    vault().key("ward-ca");
    keystore.loseEverything();
    Files.delete(directory.resolve("ward-ca.key"));
    assertThatThrownBy(() -> vault().key("ward-ca")).hasMessageContaining("WG-PLAT-0013");
    assertThat(keystore.aliases()).isEmpty();
  }

  @Test
  void anotherKeyUnderTheSameNameIsRefused() throws Throwable {
    vault().key("ward-ca");
    Files.delete(directory.resolve("ward-ca.key"));
    KeyPair other = Keys.pair();
    keystore.setEntry(
        "wardgate-ward-ca",
        new KeyStore.PrivateKeyEntry(
            other.getPrivate(), new X509Certificate[] {Keys.placeholder(other)}));
    assertThatThrownBy(() -> vault().key("ward-ca")).hasMessageContaining("WG-PLAT-0013");
  }

  @Test
  void anEntryThatIsNoKeyIsRefused() throws Throwable {
    keystore.setEntry(
        "wardgate-ward-ca", new KeyStore.TrustedCertificateEntry(Keys.placeholder(Keys.pair())));
    assertThatThrownBy(() -> vault().key("ward-ca")).hasMessageContaining("no private key");
  }

  @Test
  void aPowerCutBetweenKeystoreAndFilesLosesNothing() throws Exception {
    StoredKey made = vault().key("ward-ca");
    Files.delete(directory.resolve("ward-ca.key"));
    Files.delete(directory.resolve("ward-ca.public"));
    assertThat(vault().key("ward-ca").publicKey()).isEqualTo(made.publicKey());
    assertThat(directory.resolve("ward-ca.public")).exists();
  }

  @Test
  void aCopyOfAnotherKeyIsRefused() throws Exception {
    vault().key("a");
    vault().key("b");
    Files.copy(
        directory.resolve("b.key"),
        directory.resolve("a.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> vault().key("a")).hasMessageContaining("sealed as another");
  }

  @Test
  void damagedFilesAreRefusedAndStay() throws Exception {
    vault().key("a");
    vault().secret("s");
    for (String name : List.of("a.public", "s.secret")) {
      Files.writeString(directory.resolve(name), "damaged");
    }
    assertThatThrownBy(() -> vault().key("a")).hasMessageContaining("WG-PLAT-0001");
    assertThatThrownBy(() -> vault().secret("s")).hasMessageContaining("WG-PLAT-0001");
    Files.writeString(directory.resolve("s.secret"), "x".repeat(20_000));
    assertThatThrownBy(() -> vault().secret("s")).hasMessageContaining("16384");
  }

  @Test
  void aSecretKeyIsMadeOnceAndFoundAgain() throws Exception {
    byte[] made = vault().secret("sessions").getEncoded();
    assertThat(made).hasSize(32);
    assertThat(vault().secret("sessions").getEncoded()).isEqualTo(made);
    assertThat(vault().secret("other").getEncoded()).isNotEqualTo(made);
    assertThat(keystore.aliases()).isEmpty();
  }

  @Test
  void secretKeysOfAnotherInstallationAreRefused() throws Exception {
    vault().secret("sessions");
    cryptos.appeared(new FakeCrypto(2));
    assertThatThrownBy(() -> vault().secret("sessions")).hasMessageContaining("WG-PLAT-0001");
  }

  @Test
  void withoutCryptoServiceKnownSecretsGoOnAndNewOnesAreRefused() throws Exception {
    KuraKeyVault vault = vault();
    byte[] known = vault.secret("sessions").getEncoded();
    cryptos.vanished(crypto);
    assertThat(vault.secret("sessions").getEncoded()).isEqualTo(known);
    assertThatThrownBy(() -> vault.secret("fresh")).hasMessageContaining("not there now");
    assertThatThrownBy(() -> vault.key("fresh")).hasMessageContaining("not there now");
    cryptos.appeared(crypto);
    crypto.broken = true;
    assertThatThrownBy(() -> vault.secret("fresh")).hasMessageContaining("WG-PLAT-0001");
  }

  @Test
  void whatIsRemovedIsGone() throws Exception {
    KuraKeyVault vault = vault();
    StoredKey key = vault.key("ward-ca");
    byte[] secret = vault.secret("ward-ca").getEncoded();
    vault.storeChain("ward-ca", List.of(certificate(key.publicKey(), key.privateKey())));
    vault.remove("ward-ca");
    vault.remove("ward-ca");
    assertThat(keystore.aliases()).isEmpty();
    assertThat(vault.key("ward-ca").publicKey()).isNotEqualTo(key.publicKey());
    assertThat(vault().key("ward-ca").chain()).isEmpty();
    assertThat(vault().secret("ward-ca").getEncoded()).isNotEqualTo(secret);
  }
}
