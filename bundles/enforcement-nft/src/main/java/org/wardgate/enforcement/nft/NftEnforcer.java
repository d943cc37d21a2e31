package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.enforcement.PolicyUsage;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;

/**
 * Policies as nftables rules in one table of their own, behind a routing barrier. When it stops in
 * good order, devices keep their therapy floor or, if so configured or while the gateway is being
 * updated, what they had; when it is killed, the last rules stay. When it starts over rules of an
 * earlier run, they stay until the first {@link EnforcementIntent.Reconcile}; what opens waits for
 * that. Thread-safe.
 */
@Component(
    name = NftEnforcer.PID,
    configurationPid = NftEnforcer.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + NftEnforcer.PID,
    service = {PolicyEnforcer.class, ConfigurableComponent.class})
@Designate(ocd = NftConfiguration.class)
public final class NftEnforcer implements PolicyEnforcer, ConfigurableComponent {
  /** Configuration PID and component name. */
  public static final String PID = "org.wardgate.enforcement.nft";

  private static final Logger LOG = LoggerFactory.getLogger(NftEnforcer.class);

  /** No default stands in for whose traffic is filtered, with what, and where. */
  static final List<String> WHAT = List.of("wardInterface", "nftCommand", "ipCommand", "tableName");

  private final Object changing = new Object();
  private final NameBook handedOver;
  private final ConfigurationReports reports;
  private final Configured<Optional<NftSettings>> configured;

  /** The first configuration if it was refused, until there is a good one. */
  private Optional<Map<String, Object>> refused;

  private volatile @Nullable EventSink sink;
  private volatile Optional<Running> running;

  /** One reader at a time: counters are read one after the other. */
  private final Executor counting = new OneByOne("wardgate-counters");

  /** Starts in the background; intents may come at once. */
  @Activate
  public NftEnforcer(@Reference ConfigurationReports reports, Map<String, Object> properties) {
    this.reports = reports;
    Parsed<Optional<NftSettings>> first = first(properties);
    configured = new Configured<>(PID, reports, first);
    refused = Optional.of(properties).filter(any -> !first.good());
    handedOver = HandedOver.take(System.nanoTime());
    running = configured.get().map(settings -> Running.start(settings, handedOver, this::report));
    if (running.isEmpty()) {
      raiseBarrier(properties);
    }
  }

  private Parsed<Optional<NftSettings>> first(Map<String, Object> properties) {
    return Configured.first(PID, reports, properties, NftEnforcer::offered);
  }

  private static Parsed<Optional<NftSettings>> offered(Map<String, Object> properties) {
    Parsed<NftSettings> parsed = NftSettings.of(properties);
    boolean known = WHAT.stream().noneMatch(parsed::refused);
    return parsed.map(value -> Optional.of(value).filter(any -> known));
  }

  /** Without a usable configuration: at least nothing is routed unmarked, if that can be done. */
  private static void raiseBarrier(Map<String, Object> properties) {
    Parsed<NftSettings> parsed = NftSettings.of(properties);
    if (parsed.refused("wardInterface") || parsed.refused("ipCommand")) {
      LOG.error("nothing is enforced and no barrier is raised: where the ward is, is not known");
      return;
    }
    try {
      boolean unused = Running.barrier(parsed.value()).raise();
      LOG.error("nothing is enforced; the routing barrier keeps the ward closed");
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  /**
   * Takes another configuration. What is in force goes on until it is reconciled. One that does not
   * work changes nothing.
   */
  @Modified
  void modified(Map<String, Object> properties) {
    Parsed<Optional<NftSettings>> next = offered(properties);
    synchronized (changing) {
      var unused = configured.change(next, settings -> replace(settings.orElseThrow()));
      if (next.good() && next.value().equals(configured.get())) {
        refused = Optional.empty();
      }
    }
  }

  /**
   * What is kept can be read: there is none of it yet when this starts on a platform that is late,
   * and enforcement does not wait for it. If the first configuration was refused, the last good one
   * is in force from here on.
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindData(DataDirectory data) {
    synchronized (changing) {
      refused.map(this::first).filter(Parsed::good).ifPresent(this::restore);
    }
  }

  void unbindData(DataDirectory left) {
    LOG.debug("{} is gone", left);
  }

  private void restore(Parsed<Optional<NftSettings>> lastGood) {
    if (configured.change(lastGood, settings -> take(settings.orElseThrow()))) {
      LOG.warn("the configuration was refused; the last good one is in force");
      refused = Optional.empty();
    }
  }

  private void replace(NftSettings settings) throws RefusedException {
    Running.check(settings);
    take(settings);
  }

  private void take(NftSettings settings) {
    NameBook names = running.map(before -> stopped(before, OnStop.STATIC)).orElse(handedOver);
    running
        .map(Running::settings)
        .filter(before -> !before.tableName().equals(settings.tableName()))
        .ifPresent(Running::abandon);
    Running next = Running.start(settings, names, this::report);
    running = Optional.of(next);
    next.worker().sinkArrived();
  }

  private static NameBook stopped(Running before, OnStop onStop) {
    try {
      return before.stop(onStop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NameBook();
    }
  }

  @Deactivate
  void deactivate() {
    boolean updating = HandedOver.updating();
    running.ifPresent(
        last -> {
          NameBook names = stopped(last, updating ? OnStop.STATIC : last.settings().onStop());
          if (updating) {
            LOG.info("the last policies stay while the gateway is updated");
            HandedOver.leave(names);
          }
        });
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSink(EventSink arrived) {
    sink = arrived;
    running.ifPresent(current -> current.worker().sinkArrived());
  }

  void unbindSink(EventSink left) {
    if (sink == left) {
      sink = null;
    }
  }

  @Override
  public CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
    return running
        .map(current -> current.worker().execute(intent))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new EnforcementEvent.NotEnforced(
                        intent.correlationId(), unconfigured().problem())));
  }

  private static RefusedException unconfigured() {
    return new RefusedException(EnforcementErrors.BAD_CONFIGURATION, "there is no good one yet");
  }

  private <T> CompletionStage<T> ask(Function<WardTable, T> question) {
    return running
        .map(current -> current.worker().ask(question))
        .orElseGet(() -> CompletableFuture.failedFuture(unconfigured()));
  }

  @Override
  public CompletionStage<Optional<Explanation>> explain(DeviceId device, Flow flow) {
    return ask(truth -> truth.explain(device, flow));
  }

  @Override
  public CompletionStage<PolicyUsage> usage() {
    Optional<UsageReader> reader = running.map(Running::usage);
    return ask(WardTable::ledger)
        .thenApplyAsync(
            ledger -> {
              try {
                return reader.orElseThrow().read(ledger);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            counting);
  }

  @Override
  public String description() {
    return "nftables";
  }

  /** What is in force; empty as long as there was nothing good. */
  Optional<NftSettings> settings() {
    return configured.get();
  }

  Optional<Running> running() {
    return running;
  }

  private void report(EnforcementEvent event) {
    EventSink current = sink;
    if (current != null) {
      current
          .submit(event)
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.warn("an event was not taken: {}", failure.getMessage());
                }
              });
    }
  }
}
