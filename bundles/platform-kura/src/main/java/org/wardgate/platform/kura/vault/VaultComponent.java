package org.wardgate.platform.kura.vault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.platform.kura.secret.Sealing;
import org.wardgate.platform.kura.service.Chosen;
import org.wardgate.platform.kura.service.Current;
import org.wardgate.platform.kura.service.LastingService;
import org.wardgate.platform.kura.service.Registry;

/**
 * Offers the key vault when the key store and the crypto service have been there once; when the key
 * store does not come, but all known keys have copies, without it. From then on it stays, because
 * without it the whole gateway would stop. Thread-safe.
 */
@Component(
    name = VaultComponent.PID,
    configurationPid = VaultComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + VaultComponent.PID,
    service = ConfigurableComponent.class)
@Designate(ocd = VaultForm.class)
public final class VaultComponent implements ConfigurableComponent {
  static final String PID = "org.wardgate.platform.kura.vault";
  static final String DEFAULT_TARGET = "(kura.service.pid=" + KeystoreMaker.NAME + ")";

  private static final Logger LOG = LoggerFactory.getLogger(VaultComponent.class);
  private static final String DIRECTORY = "keys";
  private static final String STORE_DIRECTORY = "keystore";
  private static final String STORE_FILE = "wardgate.ks";
  private static final long ATTEMPT_SECONDS = 2;

  /** How long the key store has to come before the copies do. */
  private static final long PATIENCE_SECONDS = 10;

  private static final String KEY_PROPERTY = "org.eclipse.kura.core.crypto.secretKey";
  private static final String KEY_VARIABLE = "KURA_CRYPTO_SECRET_KEY";

  private final Configured<VaultSettings> settings;
  private final Current<KeystoreService> keystore = new Current<>();
  private final Chosen<KeystoreService> keystores;
  private final Current<CryptoService> crypto = new Current<>();
  private final Current<ConfigurationService> configurations = new Current<>();
  private final LastingService registration;
  private final VaultFiles files;
  private final KeyVault vault;
  private final KeystoreMaker maker;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "wardgate-keystore");
            made.setDaemon(true);
            return made;
          });

  /** Waits for the key store; has it made if need be. */
  @Activate
  public VaultComponent(
      Map<String, Object> properties,
      BundleContext context,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports) {
    this(properties, Registry.of(context), data, reports);
  }

  VaultComponent(
      Map<String, Object> properties,
      Registry registry,
      DataDirectory data,
      ConfigurationReports reports) {
    this.settings = new Configured<>(PID, reports, properties, VaultSettings::of);
    this.keystores = new Chosen<>(settings.get().target(), this::appeared, keystore::vanished);
    this.registration = new LastingService(registry);
    Sealing sealing = new Sealing(crypto);
    this.files = new VaultFiles(data.directory(DIRECTORY), sealing);
    this.vault = new KuraKeyVault(new Store(keystore), files);
    this.maker = new KeystoreMaker(data.directory(STORE_DIRECTORY).resolve(STORE_FILE), sealing);
    if (System.getProperty(KEY_PROPERTY) == null && System.getenv(KEY_VARIABLE) == null) {
      LOG.warn(
          "this Kura may encrypt with a published key: set {} or {}", KEY_PROPERTY, KEY_VARIABLE);
    }
  }

  @Modified
  void updated(Map<String, Object> properties) {
    if (settings.change(VaultSettings.of(properties))) {
      keystores.by(settings.get().target());
      make();
    }
  }

  @Deactivate
  void deactivate() {
    thread.shutdownNow();
    registration.close();
  }

  @Reference(
      name = "keystores",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindKeystore(KeystoreService service, Map<String, Object> properties) {
    keystores.offered(service, properties);
  }

  void updatedKeystore(KeystoreService service, Map<String, Object> properties) {
    keystores.offered(service, properties);
  }

  void unbindKeystore(KeystoreService service) {
    keystores.gone(service);
  }

  private void appeared(KeystoreService service) {
    keystore.appeared(service);
    offer();
  }

  @Reference(
      name = "CryptoService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindCryptoService(CryptoService service) {
    crypto.appeared(service);
    offer();
    later(this::offerAlone, PATIENCE_SECONDS);
  }

  void unbindCryptoService(CryptoService service) {
    crypto.vanished(service);
  }

  @Reference(
      name = "ConfigurationService",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindConfigurationService(ConfigurationService service) {
    configurations.appeared(service);
    make();
  }

  void unbindConfigurationService(ConfigurationService service) {
    configurations.vanished(service);
  }

  private void offer() {
    if (keystore.get().isPresent() && crypto.get().isPresent()) {
      registration.offer(List.of(KeyVault.class), vault);
    }
  }

  /** The key store did not come: the copies of the keys serve if they are all there. */
  void offerAlone() {
    if (keystore.get().isEmpty() && crypto.get().isPresent() && files.suffice()) {
      LOG.warn("the key store that is chosen is not there: known keys come from their copies");
      registration.offer(List.of(KeyVault.class), vault);
    }
  }

  // not on Kura's own thread: it may be in the middle of its start
  private void make() {
    later(this::attempt, ATTEMPT_SECONDS);
  }

  private void later(Runnable task, long seconds) {
    try {
      ScheduledFuture<?> unused = thread.schedule(task, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing is done any more", e);
    }
  }

  private void attempt() {
    VaultSettings wanted = settings.get();
    if (!wanted.usual() || !wanted.makeKeystore() || keystore.get().isPresent()) {
      return;
    }
    try {
      if (configurations.get().map(maker::attempt).orElse(true)) {
        return;
      }
    } catch (RuntimeException e) {
      // a service that goes away in the middle fails with these
      LOG.warn("Kura could not be asked for a key store; it is asked again", e);
    }
    make();
  }
}
