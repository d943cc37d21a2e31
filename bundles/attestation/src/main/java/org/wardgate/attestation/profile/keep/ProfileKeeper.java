package org.wardgate.attestation.profile.keep;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.LateSink;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ChangeKeeper;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.configuration.Repeating;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.attestation.profile.Profiles;

/**
 * Watches the hospital's signed profiles, offers new versions to {@code decision}, and puts in
 * force what that adopts. A service of its own class only so that the appraiser finds it. What of
 * the configuration is refused the {@code Verifier} reports. Thread-safe.
 */
@Component(
    name = "org.wardgate.attestation.profiles",
    configurationPid = ProfileKeeper.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = {ProfileKeeper.class, ChangeKeeper.class})
public final class ProfileKeeper implements ChangeKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileKeeper.class);
  static final String PID = "org.wardgate.attestation";
  private static final String DATA = "attestation";
  private static final int KNOWN_PROBLEMS_MAX_COUNT = 1_000;

  private final @Nullable BundleContext context;
  private final DataDirectory data;
  private final Clock clock;
  private final Configured<ProfileSettings> settings;
  private final ScheduledExecutorService poller;
  private final Repeating polling;
  private final Set<Change> offered = new HashSet<>();
  private final Set<String> knownProblems = new HashSet<>();
  private final LateSink late = new LateSink();
  private volatile ProfileStore store;
  private volatile Supplier<Optional<EventSink>> decision = Optional::empty;

  /**
   * Starts to watch. Instead of a directory that is refused none is watched: profiles that are
   * missing in another one would be taken for removed.
   *
   * @throws RefusedException if what was adopted cannot be read: without it nothing is appraised
   */
  @Activate
  public ProfileKeeper(
      BundleContext context,
      Map<String, Object> properties,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports)
      throws RefusedException {
    this(
        context,
        Configured.first(PID, reports, properties, ProfileSettings::of),
        data,
        Clock.systemUTC());
  }

  ProfileKeeper(
      @Nullable BundleContext context,
      Parsed<ProfileSettings> first,
      DataDirectory data,
      Clock clock)
      throws RefusedException {
    this.context = context;
    this.data = data;
    this.clock = clock;
    this.settings = Configured.unreported(first);
    this.store = store(first.value(), data, clock);
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wardgate-profiles");
              thread.setDaemon(true);
              return thread;
            });
    this.polling = new Repeating(poller, this::poll);
    if (!first.refused(ProfileSettings.DIRECTORY)) {
      polling.every(first.value().pollSeconds());
    }
  }

  /** The files that a configuration names, or the usual ones. */
  static ProfileStore store(ProfileSettings chosen, DataDirectory data, Clock clock)
      throws RefusedException {
    return new ProfileStore(
        chosen.directory().orElseGet(() -> data.inbox(DATA)),
        chosen.anchorsFile().orElseGet(() -> data.directory("inventory").resolve("anchors.pem")),
        data.directory(DATA).resolve("profiles.json"),
        clock);
  }

  /** Looks elsewhere or at other times from now on; what is in force stays. */
  @Modified
  void updated(Map<String, Object> properties) {
    Parsed<ProfileSettings> wanted = ProfileSettings.of(properties);
    if (settings.change(wanted)) {
      poller.execute(() -> lookInto(wanted.value()));
    }
    if (wanted.good()) {
      polling.every(wanted.value().pollSeconds());
    }
  }

  /** By the poller: nothing is adopted meanwhile. */
  private void lookInto(ProfileSettings chosen) {
    try {
      store = store(chosen, data, clock);
      offered.clear();
      knownProblems.clear();
      poll();
    } catch (RefusedException e) {
      LOG.error("{}; the files before are still watched", e.problem().line());
    }
  }

  /**
   * The decision core is there. It is fetched when there is something to tell it, not now: it needs
   * this keeper first.
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

  /** Whom to tell from now on: everything that waits, once more. */
  void tell(Supplier<Optional<EventSink>> newDecision) {
    poller.execute(
        () -> {
          decision = newDecision;
          offered.clear();
          poll();
        });
  }

  /** The profiles in force. */
  public Profiles current() {
    return store.current();
  }

  /** Those that would be in force if a change were adopted. */
  public Optional<Profiles> candidate(Change change) {
    return store.candidate(change);
  }

  @Override
  public Change.Kind keeps() {
    return Change.Kind.PROFILE;
  }

  @Override
  public CompletionStage<AttestationEvent> execute(AttestationIntent.OfChange intent) {
    try {
      return CompletableFuture.supplyAsync(() -> settle(intent), poller)
          .exceptionally(failure -> failed(intent, failure));
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(failed(intent, e));
    }
  }

  private static AttestationEvent failed(AttestationIntent.OfChange intent, Throwable failure) {
    LOG.error("{} was not settled", intent.change().id(), failure);
    return new ChangeFailed(
        id(intent), intent.change(), Problem.of(ProfileErrors.STORE_FAILED, failure.toString()));
  }

  private AttestationEvent settle(AttestationIntent.OfChange intent) {
    Change change = intent.change();
    try {
      ProfileStore files = store;
      if (intent instanceof AttestationIntent.AdoptChange adopt) {
        files.adopt(change);
        LOG.info("protection profiles in force: {}", files.current().labels());
        return new ChangeSettled(adopt.correlationId(), change, true);
      }
      if (intent instanceof AttestationIntent.DropChange drop) {
        files.drop(change);
        return new ChangeSettled(drop.correlationId(), change, false);
      }
      throw new IllegalArgumentException("not for a keeper: " + intent);
    } catch (RefusedException e) {
      return new ChangeFailed(id(intent), change, e.problem());
    }
  }

  private static CorrelationId id(AttestationIntent.OfChange intent) {
    return intent instanceof AttestationIntent.AdoptChange adopt
        ? adopt.correlationId()
        : ((AttestationIntent.DropChange) intent).correlationId();
  }

  /** Looks for changes and offers what waits; never throws, so that it goes on. */
  private void poll() {
    try {
      ProfileStore files = store;
      report(files.poll());
      offered.retainAll(files.waiting());
      files.waiting().stream().filter(change -> !offered.contains(change)).forEach(this::offer);
    } catch (RuntimeException e) {
      LOG.error("protection profiles could not be looked at", e);
    }
  }

  private void report(List<RefusedException> problems) {
    for (RefusedException problem : problems) {
      String text = String.valueOf(problem.getMessage());
      if (knownProblems.size() >= KNOWN_PROBLEMS_MAX_COUNT && !knownProblems.contains(text)) {
        knownProblems.clear(); // better told twice than never
      }
      if (knownProblems.add(text)) {
        LOG.warn("{}", text);
      }
    }
  }

  private void offer(Change change) {
    decision
        .get()
        .ifPresent(
            sink -> {
              sink.submit(event(change))
                  .whenComplete(
                      (durable, failure) -> {
                        if (failure != null) {
                          notOffered(change, failure);
                        }
                      });
              offered.add(change);
            });
  }

  /** It is offered again. */
  private void notOffered(Change change, Throwable failure) {
    LOG.warn("{} was not offered: {}", change.id(), failure.toString());
    try {
      poller.execute(() -> offered.remove(change));
    } catch (RejectedExecutionException e) {
      LOG.debug("it stops", e);
    }
  }

  private static ChangeOffered event(Change change) {
    return new ChangeOffered(
        new CorrelationId("profile-" + UUID.randomUUID()),
        change,
        "hospital",
        change.version() == 0
            ? "protection profile " + change.id() + " was taken away"
            : "protection profile " + change.id() + " v" + change.version());
  }

  /** Stops watching. */
  @Deactivate
  void deactivate() {
    poller.shutdownNow();
  }
}
