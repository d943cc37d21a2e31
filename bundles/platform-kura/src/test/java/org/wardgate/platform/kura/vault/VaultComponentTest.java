package org.wardgate.platform.kura.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.Password;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.platform.kura.OwnerOnly;
import org.wardgate.platform.kura.fake.FakeConfigurations;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeKeystore;
import org.wardgate.platform.kura.fake.FakeRegistry;
import org.wardgate.platform.kura.fake.FakeReports;
import org.wardgate.platform.kura.secret.Sealing;
import org.wardgate.platform.kura.service.Current;

class VaultComponentTest {
  private static final Map<String, Object> CHOSEN = Map.of("kura.service.pid", KeystoreMaker.NAME);

  @TempDir Path directory = Path.of("");

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeReports reports = new FakeReports();
  private final FakeKeystore keystore = new FakeKeystore();
  private final FakeCrypto crypto = new FakeCrypto();
  private VaultComponent component =
      new VaultComponent(Map.of(), registry, name -> directory, reports);

  @BeforeEach
  void start() throws Exception {
    component.deactivate();
    component = component(Map.of());
  }

  private VaultComponent component(Map<String, Object> properties) throws Exception {
    OwnerOnly.directory(directory.resolve("keystore"));
    OwnerOnly.directory(directory.resolve("keys"));
    return new VaultComponent(properties, registry, directory::resolve, reports);
  }

  @AfterEach
  void stop() {
    component.deactivate();
  }

  private KeyVault vault() {
    return (KeyVault) registry.services().get(0);
  }

  @Test
  void theVaultComesWithBothServicesAndStaysWithoutThem() throws Exception {
    component.bindKeystore(keystore.service(), CHOSEN);
    assertThat(registry.services()).isEmpty();
    component.bindCryptoService(crypto);
    KeyVault vault = vault();
    var key = vault.key("a");
    component.unbindKeystore(keystore.service());
    component.unbindCryptoService(crypto);
    assertThat(vault()).isSameAs(vault);
    assertThat(vault.key("a")).isSameAs(key);
    component.bindKeystore(keystore.service(), CHOSEN);
    component.bindCryptoService(crypto);
    assertThat(registry.registeredCount()).isEqualTo(1);
  }

  @Test
  void anotherKeystoreThatIsChosenGetsTheKeys() throws Exception {
    component.bindCryptoService(crypto);
    component.bindKeystore(keystore.service(), CHOSEN);
    var key = vault().key("a");
    FakeKeystore other = new FakeKeystore();
    KeystoreService chosen = other.service();
    component.bindKeystore(chosen, CHOSEN);
    component.unbindKeystore(keystore.service());
    assertThat(vault().key("a")).isEqualTo(key);
    component.deactivate();
    component = component(Map.of());
    component.bindCryptoService(crypto);
    component.bindKeystore(chosen, CHOSEN);
    assertThat(vault().key("a").publicKey()).isEqualTo(key.publicKey());
    assertThat(other.aliases()).containsExactly("wardgate-a");
  }

  static List<Map<String, Object>> wrong() {
    return List.of(
        Map.of("KeystoreService.target", "no filter"),
        Map.of("KeystoreService.target", 7),
        Map.of("KeystoreService.target", "(a=" + "b".repeat(100_000) + ")"),
        Map.of("KeystoreService.target", "<script>alert(1)</script>"),
        Map.of("makeKeystore", "perhaps"),
        Map.of("makeKeystore", new String[] {"true", "false"}));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void configurationWithWrongTypesHugeStringsScriptInANameIsReportedAndTheVaultGoesOn(
      Map<String, Object> properties) throws Exception {
    component.bindKeystore(keystore.service(), CHOSEN);
    component.bindCryptoService(crypto);
    component.updated(properties);
    component.updated(properties);
    assertThat(reports.current()).hasSize(1);
    assertThat(vault().key("a").publicKey()).isNotNull();
  }

  @Test
  void updatedWithEqualValuesReportsNothing() {
    Map<String, Object> properties =
        Map.of("KeystoreService.target", VaultComponent.DEFAULT_TARGET, "makeKeystore", true);
    component.updated(properties);
    component.updated(properties);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void kuraMakesAKeystoreOnceWithAPasswordOfItsOwn() throws Exception {
    FakeConfigurations configurations = new FakeConfigurations();
    configurations.factories.add(KeystoreMaker.FACTORY);
    Path file = directory.resolve("wardgate.ks");
    KeystoreMaker maker = maker(file);
    assertThat(maker.attempt(configurations.service())).isTrue();
    assertThat(maker.attempt(configurations.service())).isTrue();
    assertThat(configurations.createdCount).isEqualTo(1);
    Map<String, Object> made = configurations.stored.getOrDefault("WardgateKeystore", Map.of());
    assertThat(made).containsEntry("keystore.path", file.toString());
    assertThat(made.get("keystore.password")).isInstanceOf(Password.class);
  }

  @Test
  void aKeystoreWhoseFileIsThereIsNeverMadeAgain() throws Exception {
    FakeConfigurations configurations = new FakeConfigurations();
    configurations.factories.add(KeystoreMaker.FACTORY);
    Path file = Files.writeString(directory.resolve("wardgate.ks"), "keys");
    KeystoreMaker maker = maker(file);
    assertThat(attemptsOf(maker, configurations)).isEqualTo(KeystoreMaker.UNKNOWN_MIN_COUNT);
    assertThat(configurations.createdCount).isZero();
  }

  private KeystoreMaker maker(Path file) {
    Current<CryptoService> present = new Current<>();
    present.appeared(crypto);
    return new KeystoreMaker(file, new Sealing(present));
  }

  private static int attemptsOf(KeystoreMaker maker, FakeConfigurations configurations) {
    int count = 1;
    while (!maker.attempt(configurations.service())) {
      count++;
    }
    return count;
  }

  /** As Kura writes it, with the password that it was given. */
  private char[] written(Path file, FakeConfigurations configurations) throws Exception {
    Password sealed =
        (Password)
            Objects.requireNonNull(
                configurations
                    .stored
                    .getOrDefault(KeystoreMaker.NAME, Map.of())
                    .get("keystore.password"));
    char[] password = crypto.decryptAes(Objects.requireNonNull(sealed.getPassword()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return password;
  }

  @Test
  void aKeystoreThatKuraHasLostToASnapshotRollbackIsCreatedAgainWithItsPassword() throws Exception {
    FakeConfigurations configurations = new FakeConfigurations();
    configurations.factories.add(KeystoreMaker.FACTORY);
    Path file = directory.resolve("wardgate.ks");
    assertThat(maker(file).attempt(configurations.service())).isTrue();
    char[] password = written(file, configurations);
    configurations.stored.clear();
    KeystoreMaker restarted = maker(file);
    assertThat(attemptsOf(restarted, configurations)).isEqualTo(KeystoreMaker.UNKNOWN_MIN_COUNT);
    assertThat(configurations.createdCount).isEqualTo(2);
    assertThat(written(file, configurations)).isEqualTo(password);
  }

  @Test
  void aKeystoreThatDoesNotOpenWithThePasswordThatWasKeptIsNotCreatedAgain() throws Exception {
    FakeConfigurations configurations = new FakeConfigurations();
    configurations.factories.add(KeystoreMaker.FACTORY);
    Path file = directory.resolve("wardgate.ks");
    assertThat(maker(file).attempt(configurations.service())).isTrue();
    configurations.stored.clear();
    Files.writeString(file, "torn");
    assertThat(attemptsOf(maker(file), configurations)).isEqualTo(KeystoreMaker.UNKNOWN_MIN_COUNT);
    assertThat(configurations.createdCount).isEqualTo(1);
  }

  @Test
  void whenTheKeystoreDoesNotComeTheVaultIsOfferedWithTheCopiesOfKnownKeysAlone() throws Exception {
    component.bindCryptoService(crypto);
    component.offerAlone();
    assertThat(registry.services()).isEmpty();
    component.bindKeystore(keystore.service(), CHOSEN);
    var key = vault().key("a");
    component.deactivate();
    component = component(Map.of());
    component.offerAlone();
    assertThat(registry.services()).isEmpty();
    component.bindCryptoService(crypto);
    component.offerAlone();
    assertThat(vault().key("a").publicKey()).isEqualTo(key.publicKey());
    assertThatThrownBy(() -> vault().key("b")).isInstanceOf(RefusedException.class);
    component.bindKeystore(keystore.service(), CHOSEN);
    assertThat(vault().key("b").publicKey()).isNotNull();
  }

  @Test
  void aKeyWithoutACopyKeepsTheVaultWaitingForTheKeystore() throws Exception {
    component.bindCryptoService(crypto);
    component.bindKeystore(keystore.service(), CHOSEN);
    assertThat(vault().key("a")).isNotNull();
    Files.delete(directory.resolve("keys/a.key"));
    component.deactivate();
    component = component(Map.of());
    component.bindCryptoService(crypto);
    component.offerAlone();
    assertThat(registry.services()).isEmpty();
  }

  @Test
  void withoutTheFactoryOrWithAFailureItIsTriedAgain() {
    FakeConfigurations configurations = new FakeConfigurations();
    KeystoreMaker maker = maker(directory.resolve("wardgate.ks"));
    assertThat(maker.attempt(configurations.service())).isFalse();
    configurations.factories.add(KeystoreMaker.FACTORY);
    configurations.failure.set(KuraException.internalError("not yet"));
    assertThat(maker.attempt(configurations.service())).isFalse();
    configurations.failure.set(null);
    assertThat(maker.attempt(configurations.service())).isTrue();
  }
}
