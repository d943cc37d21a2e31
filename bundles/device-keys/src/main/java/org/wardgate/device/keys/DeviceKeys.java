package org.wardgate.device.keys;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
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
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.EvidenceKeys;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportKind;

/**
 * The keys that devices without certificates share with this gateway: takes deliveries, answers
 * handshakes, rotates. Thread-safe; files are read and written by one thread.
 */
@Component(
    name = DeviceKeys.PID,
    configurationPid = DeviceKeys.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + DeviceKeys.PID,
    service = {
      PeerKeys.class,
      EvidenceKeys.class,
      ResourceHandler.class,
      SessionListener.class,
      ConfigurableComponent.class
    })
@Designate(ocd = DeviceKeysConfiguration.class)
public final class DeviceKeys
    implements PeerKeys, EvidenceKeys, ResourceHandler, SessionListener, ConfigurableComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.device.keys";

  private static final Logger LOG = LoggerFactory.getLogger(DeviceKeys.class);
  private static final String DIRECTORY = "device-keys";
  private static final String INVENTORY = "inventory";

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "wardgate-device-keys");
            thread.setDaemon(true);
            return thread;
          });
  private final Inventory inventory;
  private final KeyVault vault;
  private final Path certificateFile;
  private final Clock clock;
  private final KeyReports reports;
  private final Intake intake;
  private final KeyBook book;
  private final BookKeeper keeper;
  private final KeyDesk desk;
  private final RotationHandler rotation;
  private volatile @Nullable EventSink events;
  private final Configured<Optional<Settings>> configured;
  private Path inventoryDirectory = Path.of("");
  private Future<?> looking = CompletableFuture.completedFuture(null);
  private Optional<DeliverySource> source;
  private String lastProblem = "";

  /**
   * Opens the key book and begins to look for deliveries.
   *
   * @throws RefusedException {@code WG-ONB-0065} if there is a key book that cannot be opened
   */
  @Activate
  public DeviceKeys(
      @Reference DataDirectory directories,
      @Reference KeyVault vault,
      @Reference Inventory inventory,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties)
      throws RefusedException {
    this(
        directories.directory(DIRECTORY),
        vault,
        inventory,
        first(directories.directory(INVENTORY), reports, properties),
        Clock.systemUTC());
    inventoryDirectory = directories.directory(INVENTORY);
    schedule(configured.get());
  }

  /** No default stands in for whom to believe: then no delivery is taken. */
  private static Configured<Optional<Settings>> first(
      Path directory, ConfigurationReports reports, Map<String, Object> properties) {
    return new Configured<>(PID, reports, properties, all -> offered(directory, all));
  }

  private static Parsed<Optional<Settings>> offered(
      Path directory, Map<String, Object> properties) {
    Parsed<Settings> parsed = Settings.of(properties, directory);
    boolean known = !parsed.refused("deliveryFile") && !parsed.refused("anchorsFile");
    return parsed.map(value -> Optional.of(value).filter(any -> known));
  }

  DeviceKeys(
      Path directory,
      KeyVault vault,
      Inventory inventory,
      Configured<Optional<Settings>> configured,
      Clock clock)
      throws RefusedException {
    this.inventory = inventory;
    this.vault = vault;
    this.clock = clock;
    this.configured = configured;
    certificateFile = directory.resolve("recipient.pem");
    source = source(configured.get());
    reports = new KeyReports(() -> Optional.ofNullable(events), System::nanoTime);
    KeyFile file = new KeyFile(directory.resolve("keys"), vault);
    book = open(file);
    keeper = new BookKeeper(book, file, worker);
    desk = new KeyDesk(book, inventory, reports);
    rotation = new RotationHandler(book, keeper::save, clock);
    intake = new Intake(book, reports);
  }

  private Optional<DeliverySource> source(Optional<Settings> settings) {
    return settings.map(each -> new DeliverySource(each.delivery(), each.anchors(), clock));
  }

  /** Takes another configuration; a bad one changes nothing. */
  @Modified
  void modified(Map<String, Object> properties) {
    var unused =
        configured.change(offered(inventoryDirectory, properties), DeviceKeys.this::replace);
  }

  /** What is in force; empty while no delivery is taken. */
  Optional<Settings> settings() {
    return configured.get();
  }

  private void replace(Optional<Settings> settings) {
    worker.execute(
        () -> {
          source = source(settings);
          lastProblem = "";
        });
    schedule(settings);
  }

  private void schedule(Optional<Settings> settings) {
    looking.cancel(false);
    if (settings.isPresent()) {
      long seconds = settings.get().pollPeriod().toSeconds();
      looking = worker.scheduleWithFixedDelay(this::poll, 0, seconds, TimeUnit.SECONDS);
    }
  }

  private static KeyBook open(KeyFile file) throws RefusedException {
    try {
      return file.read().map(KeyBook::of).orElseGet(DeviceKeys::empty);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    }
  }

  private static KeyBook empty() {
    byte[] secret = new byte[Fingerprints.DIGEST_BYTES];
    new SecureRandom().nextBytes(secret);
    return new KeyBook(new Fingerprints(Bytes.of(secret)));
  }

  /** Where events go. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindEvents(EventSink sink) {
    events = sink;
  }

  /** The decision core went away. */
  void unbindEvents(EventSink sink) {
    if (events == sink) {
      events = null;
    }
  }

  /** Stops; what waits to be written is written. */
  @Deactivate
  void deactivate() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("Device keys are still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks for a delivery and takes it. */
  void poll() {
    try {
      if (source.isPresent()) {
        PrivateKey recipient = Recipient.of(vault, certificateFile, clock);
        source.get().poll(recipient, inventory.current()).ifPresent(this::take);
      }
      lastProblem = "";
    } catch (RefusedException e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(lastProblem)) {
        LOG.warn("{}; the keys in force stay", problem);
        lastProblem = problem;
      }
    } catch (RuntimeException e) {
      LOG.error("Looking for a delivery of keys failed", e);
    }
  }

  private void take(List<DeliveredKey> delivered) {
    int leftOut = intake.take(delivered).size();
    keeper
        .save()
        .thenRun(
            () ->
                LOG.info(
                    "{} keys delivered, {} left out; {} devices have one, {} are barred",
                    delivered.size(),
                    leftOut,
                    book.size(),
                    book.barred().size()));
  }

  @Override
  public SharedKey key(Bytes pskIdentity, String peerAddress, TransportKind kind)
      throws RefusedException {
    return desk.key(pskIdentity, peerAddress, kind);
  }

  @Override
  public Optional<SecretKey> evidenceKey(DeviceId device) {
    return book.of(device)
        .flatMap(DeviceKey::evidenceKey)
        .map(key -> new SecretKeySpec(key.toArray(), "HmacSHA256"));
  }

  @Override
  public void established(Peer peer) {
    PeerIdentity identity = peer.identity();
    if (identity.kind() == PeerIdentity.Kind.SHARED_KEY
        && book.confirm(identity.certificateSha256(), clock.instant())) {
      LOG.info("The key of {} was rotated", identity.device());
      keeper.save();
    }
  }

  @Override
  public void closed(Peer peer) {
    // nothing to do
  }

  @Override
  public String path() {
    return rotation.path();
  }

  @Override
  public Set<Method> methods() {
    return rotation.methods();
  }

  @Override
  public int payloadMaxBytes() {
    return rotation.payloadMaxBytes();
  }

  @Override
  public Map<String, String> linkAttributes() {
    return rotation.linkAttributes();
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return rotation.handle(request);
  }
}
