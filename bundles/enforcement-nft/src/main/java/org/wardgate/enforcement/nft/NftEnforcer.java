package org.wardgate.enforcement.nft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.enforcement.PolicyUsage;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;

/**
 * Policies as nftables rules in one table of their own, behind a routing barrier. When it stops in
 * good order, devices keep their therapy floor or, if so configured, what they had; when it is
 * killed, the last rules stay. When it starts over rules of an earlier run, they stay until the
 * first {@link EnforcementIntent.Reconcile}; what opens waits for that. Thread-safe.
 */
@Component(
    name = NftEnforcer.PID,
    configurationPid = NftEnforcer.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = PolicyEnforcer.class,
    immediate = true)
@Designate(ocd = NftConfiguration.class)
public final class NftEnforcer implements PolicyEnforcer {
  /** Configuration PID and component name. */
  public static final String PID = "org.wardgate.enforcement.nft";

  private static final Logger LOG = LoggerFactory.getLogger(NftEnforcer.class);

  private static final Path IPV4_INTERFACES = Path.of("/proc/sys/net/ipv4/conf");

  private volatile @Nullable EventSink sink;
  private volatile Running running;

  /** One reader at a time: counters are read one after the other. */
  private final Executor counting = new OneByOne("wardgate-counters");

  private record Running(
      NftSettings settings, EnforcementWorker worker, Thread thread, UsageReader usage) {}

  /**
   * Starts in the background; intents may come at once.
   *
   * @throws RefusedException if the configuration is not valid
   */
  @Activate
  public NftEnforcer(NftConfiguration configuration) throws RefusedException {
    running = start(logged(configuration));
  }

  @Modified
  void modified(NftConfiguration configuration) throws InterruptedException {
    NftSettings settings;
    try {
      settings = logged(configuration);
    } catch (RefusedException e) {
      return; // the last good configuration stays
    }
    Running before = running;
    if (settings.equals(before.settings())) {
      return;
    }
    stop(before, OnStop.STATIC); // what is in force goes on until it is reconciled
    if (!settings.tableName().equals(before.settings().tableName())) {
      abandon(before.settings());
    }
    running = start(settings);
    running.worker().sinkArrived();
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    Running last = running;
    stop(last, last.settings().onStop());
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSink(EventSink arrived) {
    sink = arrived;
    Running current = running;
    if (current != null) {
      current.worker().sinkArrived();
    }
  }

  void unbindSink(EventSink left) {
    if (sink == left) {
      sink = null;
    }
  }

  @Override
  public CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
    return running.worker().execute(intent);
  }

  @Override
  public CompletionStage<Optional<Explanation>> explain(DeviceId device, Flow flow) {
    return running.worker().ask(truth -> truth.explain(device, flow));
  }

  @Override
  public CompletionStage<PolicyUsage> usage() {
    Running current = running;
    return current
        .worker()
        .ask(WardTable::ledger)
        .thenApplyAsync(
            ledger -> {
              try {
                return current.usage().read(ledger);
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

  private Running start(NftSettings settings) {
    Kernel kernel = kernel(settings);
    WardTable empty = new WardTable(settings, System::nanoTime);
    Applier applier = new Applier(kernel, empty, Clock.systemUTC());
    EnforcementWorker worker =
        new EnforcementWorker(
            kernel, applier, this::report, System::nanoTime, settings.watchPeriod());
    Thread thread = new Thread(worker, "wardgate-enforcement");
    thread.setDaemon(true);
    thread.start();
    UsageReader usage = new UsageReader(settings, new Programs(settings.commandTimeout()));
    return new Running(settings, worker, thread, usage);
  }

  private static Kernel kernel(NftSettings settings) {
    Programs programs = new Programs(settings.commandTimeout());
    ReversePath reversePath = new ReversePath(IPV4_INTERFACES, settings.wardInterface());
    RoutingBarrier barrier = new RoutingBarrier(settings, programs, reversePath);
    return new Kernel(
        settings,
        barrier,
        () -> NftChild.start(settings.nftCommand(), settings.commandTimeout()),
        new BulkLoader(settings, programs),
        new CloseLook(barrier, new FixedChains(settings, programs), new OneByOne("wardgate-look")));
  }

  private static void stop(Running running, OnStop onStop) throws InterruptedException {
    running.worker().stop(onStop);
    running.thread().join(running.settings().commandTimeout().toMillis());
  }

  /** A table under a name that is no longer ours must not let anything pass. */
  private static void abandon(NftSettings settings) {
    try (Kernel kernel = kernel(settings)) {
      kernel.abandon();
    } catch (RefusedException e) {
      LOG.error("table {} is still there: {}", settings.tableName(), e.getMessage());
    }
  }

  private static NftSettings logged(NftConfiguration configuration) throws RefusedException {
    try {
      return NftSettings.of(configuration);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    }
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
