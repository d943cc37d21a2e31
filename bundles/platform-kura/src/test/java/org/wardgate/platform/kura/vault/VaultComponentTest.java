package org.wardgate.platform.kura.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.Password;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.platform.kura.OwnerOnly;
import org.wardgate.platform.kura.fake.FakeConfigurations;
import org.wardgate.platform.kura.fake.FakeCrypto;
import org.wardgate.platform.kura.fake.FakeKeystore;
import org.wardgate.platform.kura.fake.FakeRegistry;
import org.wardgate.platform.kura.fake.FakeReports;

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

  private VaultComponent component(Map<String, ?> properties) throws Exception {
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
    KeystoreMaker maker = new KeystoreMaker(file);
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
    assertThat(new KeystoreMaker(file).attempt(configurations.service())).isTrue();
    assertThat(configurations.createdCount).isZero();
  }

  @Test
  void withoutTheFactoryOrWithAFailureItIsTriedAgain() {
    FakeConfigurations configurations = new FakeConfigurations();
    KeystoreMaker maker = new KeystoreMaker(directory.resolve("wardgate.ks"));
    assertThat(maker.attempt(configurations.service())).isFalse();
    configurations.factories.add(KeystoreMaker.FACTORY);
    configurations.failure.set(KuraException.internalError("not yet"));
    assertThat(maker.attempt(configurations.service())).isFalse();
    configurations.failure.set(null);
    assertThat(maker.attempt(configurations.service())).isTrue();
  }
}
