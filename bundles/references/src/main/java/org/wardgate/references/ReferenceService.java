package org.wardgate.references;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
import org.wardgate.api.Bytes;
import org.wardgate.api.EventSink;
import org.wardgate.api.LateSink;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationIntent.AdoptChange;
import org.wardgate.api.attestation.AttestationIntent.DropChange;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ChangeKeeper;
import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.attestation.reference.ReferenceValueProvider;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Repeating;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.source.DirectorySource;
import org.wardgate.references.source.UrlSource;
import org.wardgate.references.store.Origin;
import org.wardgate.references.store.ReferenceKeeper;

/**
 * Offers reference values in force and brings new ones before {@code decision}. Thread-safe: files
 * are read and decisions carried out by one thread, addresses fetched by another.
 */
@Component(
    name = ReferenceService.PID,
    configurationPid = ReferenceService.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + ReferenceService.PID,
    service = {
      ReferenceValueProvider.class,
      ChangeKeeper.class,
      ReferenceDesk.class,
      ConfigurableComponent.class
    })
@Designate(ocd = ReferencesConfiguration.class)
public final class ReferenceService
    implements ReferenceValueProvider, ChangeKeeper, ReferenceDesk, ConfigurableComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.references";

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceService.class);
  private static final int REPORTED_MAX_COUNT = 2 * DirectorySource.FILES_MAX_COUNT;

  private final @Nullable BundleContext context;
  private final ReferenceKeeper keeper;
  private final Inventory inventory;
  private final Clock clock;
  private final Supplier<Path> usual;
  private final Configured<ReferencesSettings> settings;
  private final ScheduledExecutorService worker = thread("wardgate-references");
  private final ScheduledExecutorService fetcher = thread("wardgate-references-fetch");
  private final LateSink late = new LateSink();
  private final Offering offering;
  private final Set<String> reported = new HashSet<>();
  private final Repeating polling = new Repeating(worker, () -> survive(this::poll));
  private final Repeating fetching = new Repeating(fetcher, () -> survive(this::fetch));

  /** The worker's. */
  private Optional<DirectorySource> directory = Optional.empty();

  /** The fetcher's. */
  private Optional<UrlSource> addresses = Optional.empty();

  /**
   * Puts in force what was adopted before; starts to look for more. For values that are refused the
   * defaults stand in; instead of a directory that is refused none is watched.
   */
  @Activate
  public ReferenceService(
      BundleContext context,
      Map<String, Object> properties,
      @Reference DataDirectory dataDirectory,
      @Reference Inventory inventory,
      @Reference ConfigurationReports reports) {
    this(context, properties, dataDirectory, inventory, reports, Clock.systemUTC());
  }

  ReferenceService(
      @Nullable BundleContext context,
      Map<String, Object> properties,
      DataDirectory data,
      Inventory inventory,
      ConfigurationReports reports,
      Clock clock) {
    this.context = context;
    this.inventory = inventory;
    this.clock = clock;
    this.usual = () -> data.inbox("references");
    this.keeper = new ReferenceKeeper(data.directory("references"), inventory::current, clock);
    this.offering = new Offering(keeper::offers, worker);
    this.settings =
        new Configured<>(PID, reports, properties, all -> ReferencesSettings.of(all, usual));
    open();
    use(settings.get());
  }

  /** Looks elsewhere or at other times from now on; what is in force stays. */
  @Modified
  void updated(Map<String, Object> properties) {
    if (settings.change(ReferencesSettings.of(properties, usual))) {
      use(settings.get());
    }
  }

  /** Sources that are as before are kept, with what they have seen. */
  private void use(ReferencesSettings now) {
    worker.execute(() -> lookInto(now.directory()));
    fetcher.execute(
        () -> addresses = Optional.of(new UrlSource(now.urls(), now.tlsAnchorsFile(), keeper)));
    polling.every(now.pollSeconds());
    if (now.urls().isEmpty()) {
      fetching.stop();
    } else {
      fetching.every(now.fetchSeconds());
    }
  }

  private void lookInto(Optional<Path> path) {
    if (!directory.map(DirectorySource::directory).equals(path)) {
      directory =
          path.map(
              named ->
                  new DirectorySource(named, keeper, () -> inventory.current().version(), clock));
    }
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** What a task throws would end its repetition without a word: the next one shall come. */
  private static void survive(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("reference values cannot be looked for", e);
      if (e instanceof VirtualMachineError) {
        throw e;
      }
    }
  }

  private void open() {
    try {
      report(keeper.open());
    } catch (RefusedException e) {
      report(List.of(e));
    }
  }

  private void poll() {
    try {
      open();
      directory.ifPresent(source -> report(source.poll()));
      keeper.review();
    } catch (RefusedException e) {
      report(List.of(e));
    }
    offering.tell();
  }

  private void fetch() {
    addresses.ifPresent(source -> report(source.fetch()));
    worker.execute(() -> survive(offering::tell));
  }

  /** Says each problem once, however often it is found again. */
  private void report(List<RefusedException> problems) {
    synchronized (reported) {
      for (RefusedException problem : problems) {
        String message = String.valueOf(problem.getMessage());
        if (reported.size() >= REPORTED_MAX_COUNT) {
          reported.clear();
        }
        if (reported.add(message)) {
          LOG.warn("{}", message);
        }
      }
    }
  }

  /**
   * The decision core is there. It is fetched when there is something to tell it, not now: it needs
   * this keeper, and a circle would leave this end open.
   */
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindDecision(ServiceReference<EventSink> reference) {
    BundleContext bundle = Objects.requireNonNull(context);
    offerTo(late.appeared(reference, () -> bundle.getService(reference)));
  }

  /** The decision core went away. */
  void unbindDecision(ServiceReference<EventSink> reference) {
    late.vanished(reference);
  }

  /** Whom to tell from now on. */
  void offerTo(Supplier<Optional<EventSink>> decision) {
    worker.execute(() -> survive(() -> offering.to(decision)));
  }

  /** Stops looking. */
  @Deactivate
  void deactivate() {
    worker.shutdownNow();
    fetcher.shutdownNow();
  }

  @Override
  public References current() {
    return keeper.current();
  }

  @Override
  public Optional<References> candidate(Change change) {
    return keeper.candidate(change);
  }

  @Override
  public Change.Kind keeps() {
    return Change.Kind.REFERENCES;
  }

  @Override
  public CompletionStage<AttestationEvent> execute(AttestationIntent.OfChange intent) {
    return CompletableFuture.supplyAsync(() -> settle(intent), worker)
        .exceptionally(failure -> failed(intent, String.valueOf(failure.getMessage())));
  }

  private AttestationEvent settle(AttestationIntent.OfChange intent) {
    Change change = intent.change();
    try {
      if (intent instanceof AdoptChange) {
        keeper.adopt(change);
        LOG.info(
            "{} version {} is in force: {} values now",
            change.id(),
            change.version(),
            keeper.current().valuesCount());
        return new ChangeSettled(intent.correlationId(), change, true);
      }
      if (intent instanceof DropChange) {
        keeper.drop(change);
        LOG.info("{} version {} was dropped", change.id(), change.version());
        return new ChangeSettled(intent.correlationId(), change, false);
      }
      return failed(intent, "this is for the challenger");
    } catch (RefusedException e) {
      LOG.warn("{}", e.getMessage());
      if (e.errorCode().equals(ReferenceErrors.TRIED_AGAINST_OTHERS)) {
        offering.again(change);
      }
      return new ChangeFailed(intent.correlationId(), change, e.problem());
    }
  }

  private static AttestationEvent failed(AttestationIntent.OfChange intent, String why) {
    return new ChangeFailed(
        intent.correlationId(), intent.change(), Problem.of(ReferenceErrors.UNKNOWN_CHANGE, why));
  }

  @Override
  public Change handIn(Bytes corim) throws RefusedException {
    Change change = keeper.receive(corim, Origin.DESK);
    try {
      worker.execute(() -> survive(offering::tell));
    } catch (RejectedExecutionException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "the gateway stops", e);
    }
    return change;
  }

  @Override
  public List<String> inForce() {
    return keeper.sets().stream().map(ReferenceSet::source).toList();
  }
}
