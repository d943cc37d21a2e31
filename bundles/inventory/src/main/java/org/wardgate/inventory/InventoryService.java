package org.wardgate.inventory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
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
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.LateSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Repeating;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.platform.DataDirectory;

/**
 * Offers the inventory in force and tells {@code decision} when there is a newer one; that one is
 * in force, for everybody, once decision took it over. Thread-safe: files are read on activation
 * and then by one thread.
 */
@Component(
    name = InventoryService.PID,
    configurationPid = InventoryService.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + InventoryService.PID,
    service = {Inventory.class, ConfigurableComponent.class})
@Designate(ocd = InventoryConfiguration.class)
public final class InventoryService implements Inventory, ConfigurableComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.inventory";

  private static final Logger LOG = LoggerFactory.getLogger(InventoryService.class);
  private static final long END_MAX_SECONDS = 5;

  private final @Nullable BundleContext context;
  private final InventoryLoader loader;
  private final Path directory;
  private final Configured<InventorySettings> settings;
  private final ScheduledExecutorService poller;
  private final Repeating polling;
  private final LateSink late = new LateSink();
  private volatile Supplier<Optional<EventSink>> decision = Optional::empty;
  private volatile long publishedVersion;
  private volatile String lastProblem = "";
  private volatile String lastFailure = "";

  /** Reads what is there; starts to watch. For values that are refused the defaults stand in. */
  @Activate
  public InventoryService(
      BundleContext context,
      Map<String, Object> properties,
      @Reference DataDirectory dataDirectory,
      @Reference ConfigurationReports reports) {
    this(context, properties, dataDirectory.directory("inventory"), reports, Clock.systemUTC());
  }

  InventoryService(
      @Nullable BundleContext context,
      Map<String, Object> properties,
      Path directory,
      ConfigurationReports reports,
      Clock clock) {
    this.context = context;
    this.directory = directory;
    this.settings =
        new Configured<>(PID, reports, properties, all -> InventorySettings.of(all, directory));
    this.loader =
        new InventoryLoader(settings.get().source(), new InventoryArchive(directory), clock);
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wardgate-inventory");
              thread.setDaemon(true);
              return thread;
            });
    this.polling = new Repeating(poller, this::poll);
    poll();
    polling.every(settings.get().pollSeconds());
  }

  /** Looks at other files from now on; the inventory in force stays until one of them is newer. */
  @Modified
  void updated(Map<String, Object> properties) {
    if (settings.change(InventorySettings.of(properties, directory))) {
      InventorySettings now = settings.get();
      poller.execute(() -> loader.readFrom(now.source()));
      poller.execute(this::poll);
      polling.every(now.pollSeconds());
    }
  }

  @Override
  public InventorySnapshot current() {
    return loader.adopted();
  }

  /**
   * The decision core is there. It is fetched when there is something to tell it, not now: it, and
   * others that it needs, need this inventory first, and a circle would leave this end open.
   */
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindDecision(ServiceReference<EventSink> reference) {
    BundleContext bundle = Objects.requireNonNull(context);
    tell(late.appeared(reference, () -> bundle.getService(reference)));
  }

  /** The decision core went away. */
  void unbindDecision(ServiceReference<EventSink> reference) {
    late.vanished(reference);
  }

  /** Whom to tell from now on: first what is in force, then what is newer. */
  void tell(Supplier<Optional<EventSink>> newDecision) {
    poller.execute(
        () -> {
          decision = newDecision;
          publishedVersion = 0; // by the thread that publishes: nothing is told twice
          publish();
        });
  }

  /** Stops watching; a file being written is finished first. */
  @Deactivate
  void deactivate() {
    poller.shutdownNow();
    try {
      if (!poller.awaitTermination(END_MAX_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the inventory is still busy after {} s", END_MAX_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() {
    try {
      Optional<InventorySnapshot> changed = loader.poll();
      changed.ifPresent(
          inventory ->
              LOG.info(
                  "inventory version {} is verified: {} devices, {} classes, {} manufacturers",
                  inventory.version(),
                  inventory.devices().size(),
                  inventory.classes().size(),
                  inventory.manufacturers().size()));
      lastProblem = "";
    } catch (RefusedException e) {
      report(e);
    }
    publish();
  }

  /** Says each problem once, however often it is found again. */
  private void report(RefusedException problem) {
    String message = String.valueOf(problem.getMessage());
    if (!message.equals(lastProblem)) {
      LOG.warn("{}; version {} stays in force", message, loader.adopted().version());
      lastProblem = message;
    }
  }

  private void publish() {
    InventorySnapshot inventory = loader.current();
    Optional<EventSink> target =
        inventory.version() == publishedVersion ? Optional.empty() : decision.get();
    if (target.isEmpty()) {
      return;
    }
    publishedVersion = inventory.version();
    CorrelationId id = new CorrelationId("inventory-" + UUID.randomUUID());
    target
        .get()
        .submit(new InventoryChanged(id, inventory))
        .whenCompleteAsync((done, failure) -> published(inventory, failure), poller);
  }

  /** What the decision core did not put in force is not served to others either. */
  private void published(InventorySnapshot inventory, @Nullable Throwable failure) {
    if (failure != null) {
      String message = inventory.version() + " was not taken over yet: " + failure;
      if (!message.equals(lastFailure)) {
        LOG.warn("inventory version {}; {} is in force", message, loader.adopted().version());
        lastFailure = message;
      }
      publishedVersion = 0; // tried again with the next poll
      return;
    }
    lastFailure = "";
    try {
      loader.adopt(inventory);
    } catch (RefusedException e) {
      report(e);
    }
  }
}
