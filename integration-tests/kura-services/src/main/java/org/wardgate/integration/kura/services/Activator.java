package org.wardgate.integration.kura.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.eclipse.kura.cloudconnection.request.RequestHandlerRegistry;
import org.eclipse.kura.cloudconnection.subscriber.CloudSubscriber;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.eclipse.kura.crypto.CryptoService;
import org.eclipse.kura.identity.IdentityService;
import org.eclipse.kura.security.keystore.KeystoreService;
import org.eclipse.kura.system.SystemService;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.useradmin.UserAdmin;
import org.wardgate.integration.kura.control.KuraControl;

/**
 * Starts a Kura below the directory of framework property {@code kura.root}, of the version of
 * {@code kura.version}; below 5.5 it has no identity service.
 */
public final class Activator implements BundleActivator {
  /** The published constant that Kura encrypts with unless told otherwise. */
  private static final String DEFAULT_KEY = "rv;ipse329183!@#";

  private static final String KEYSTORES =
      "org.eclipse.kura.core.keystore.FilesystemKeystoreServiceImpl";

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "kura-cloud"));
  private final List<Runnable> closing = new ArrayList<>();

  @Override
  public void start(BundleContext context) throws Exception {
    Path root = Path.of(property(context, "kura.root", "kura"));
    String version = property(context, "kura.version", "5.6.0");
    Files.createDirectories(root.resolve("data"));
    ServiceReference<ConfigurationAdmin> reference =
        context.getServiceReference(ConfigurationAdmin.class);
    if (reference == null) {
      throw new IllegalStateException("the configuration admin starts first");
    }
    AesGcmCrypto crypto =
        new AesGcmCrypto(System.getProperty("org.eclipse.kura.core.crypto.secretKey", DEFAULT_KEY));
    TestSystem system = new TestSystem(context, root, version);
    Definitions definitions = new Definitions(crypto);
    SnapshotFiles files = new SnapshotFiles(Path.of(system.getKuraSnapshotsDirectory()), crypto);
    TestConfigurations configurations =
        new TestConfigurations(context.getService(reference), definitions, files);
    TestUsers users = new TestUsers();
    TestCloud cloud = new TestCloud(thread);
    Switchboard board = new Switchboard(context);
    board.offer(SystemService.class, system, "");
    board.offer(CryptoService.class, crypto, "");
    board.offer(ConfigurationService.class, configurations, "");
    board.offer(UserAdmin.class, users, "");
    if (!version.startsWith("5.4")) {
      board.offer(IdentityService.class, new TestIdentities(users, crypto), "");
    }
    configurations.factory(
        KEYSTORES, (pid, values) -> board.offer(KeystoreService.class, keystore(values), pid));
    board.offer(CloudPublisher.class, cloud, "WardgatePublisher");
    board.offer(CloudSubscriber.class, cloud, "WardgateSubscriber");
    board.offer(RequestHandlerRegistry.class, cloud, "CloudService");
    ComponentTracker tracker = new ComponentTracker(context, configurations, definitions);
    tracker.open();
    closing.add(tracker::close);
    closing.add(board::vanishAll);
    Control control = new Control(board, users, cloud, crypto, configurations);
    context.registerService(KuraControl.class, control, null);
  }

  private static KeystoreService keystore(Map<String, Object> values) throws KuraException {
    if (values.get("keystore.path") instanceof String path
        && values.get("keystore.password") instanceof Password password) {
      char[] secret = password.getPassword();
      return new FileKeystore(Path.of(path), secret == null ? new char[0] : secret);
    }
    throw KuraException.internalError("a key store has a path and a password");
  }

  private static String property(BundleContext context, String name, String otherwise) {
    String value = context.getProperty(name);
    return value == null ? otherwise : value;
  }

  @Override
  public void stop(BundleContext context) {
    closing.forEach(Runnable::run);
    thread.shutdownNow();
  }
}
