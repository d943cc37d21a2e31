package org.wardgate.ward.network;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.network.NetworkIntent.BindAddress;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.platform.DataDirectory;

/** The ward's segment as Linux shows it. Thread-safe. */
@Component(
    name = WardNetworkComponent.PID,
    configurationPid = WardNetworkComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + WardNetworkComponent.PID,
    // the last good configuration is in it
    reference = @Reference(name = "data", service = DataDirectory.class),
    service = {WardNetwork.class, ConfigurableComponent.class})
@Designate(ocd = NetworkConfiguration.class)
public final class WardNetworkComponent implements WardNetwork, ConfigurableComponent {
  /** Configuration PID and component name. */
  public static final String PID = "org.wardgate.ward.network";

  private static final Logger LOG = LoggerFactory.getLogger(WardNetworkComponent.class);
  private static final List<String> WHAT =
      List.of("wardInterface", "ipCommand", "ulogdCommand", "nflogGroup");
  private static final int FLUSH_PERIOD_MS = 250;
  private static final int STOP_MAX_MS = 6_000;

  private volatile @Nullable EventSink sink;
  private final AtomicInteger starts = new AtomicInteger();
  private final Configured<Optional<NetworkSettings>> configured;
  private volatile Optional<Running> running;

  private record Running(
      AddressBinder binder,
      ScheduledThreadPoolExecutor executor,
      UlogdSource source,
      Thread sourceThread,
      Thread pollerThread,
      Optional<DhcpListener> dhcp) {}

  /** Starts in the background. Without a known interface it observes nothing. */
  @Activate
  public WardNetworkComponent(
      @Reference ConfigurationReports reports, Map<String, Object> properties) {
    configured = new Configured<>(PID, reports, properties, WardNetworkComponent::offered);
    running = configured.get().map(this::start);
  }

  /** No default stands in for what is observed, or for what is run. */
  private static Parsed<Optional<NetworkSettings>> offered(Map<String, Object> properties) {
    Parsed<NetworkSettings> parsed = NetworkSettings.of(properties);
    boolean known = WHAT.stream().noneMatch(parsed::refused);
    return parsed.map(value -> Optional.of(value).filter(any -> known));
  }

  /** Takes another configuration; a bad one changes nothing. */
  @Modified
  void modified(Map<String, Object> properties) throws InterruptedException {
    if (configured.change(offered(properties))) {
      stop();
      running = configured.get().map(this::start);
    }
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    stop();
  }

  private void stop() throws InterruptedException {
    if (running.isPresent()) {
      stop(running.get());
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSink(EventSink arrived) {
    sink = arrived;
  }

  void unbindSink(EventSink left) {
    if (sink == left) {
      sink = null;
    }
  }

  @Override
  public CompletionStage<NetworkEvent> execute(NetworkIntent intent) {
    BindAddress bind = (BindAddress) intent;
    return running
        .map(current -> current.binder().bind(bind))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    AddressBinder.unknown(
                        bind, NetworkErrors.NO_NEIGHBOUR, "the ward's interface is not known")));
  }

  /** Whether denied packets are observed now. */
  boolean observing() {
    return running.map(current -> current.source().healthy()).orElse(false);
  }

  /** How often a configuration made it start. */
  int starts() {
    return starts.get();
  }

  private Running start(NetworkSettings settings) {
    starts.incrementAndGet();
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, WardNetworkComponent::thread);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    NeighbourWatch watch = new NeighbourWatch(System::nanoTime);
    NeighbourPoller poller = poller(settings, watch, executor);
    AddressBinder binder =
        new AddressBinder(
            new NeighbourTable(NeighbourTable.PROC_NET_ARP, settings.wardInterface()),
            poller::macOf,
            new Claims(System::nanoTime),
            watch::bound,
            Clock.systemUTC(),
            executor);
    Thread pollerThread = thread(poller);
    pollerThread.start();
    ViolationAggregator aggregator = new ViolationAggregator(System::nanoTime);
    DeniedPacketParser parser = new DeniedPacketParser(settings.wardInterface());
    UlogdSource source =
        new UlogdSource(
            settings,
            line -> parser.parse(line).ifPresent(packet -> report(aggregator.add(packet))));
    Thread sourceThread = thread(source);
    sourceThread.start();
    var unused =
        executor.scheduleWithFixedDelay(
            () -> report(aggregator.due()),
            FLUSH_PERIOD_MS,
            FLUSH_PERIOD_MS,
            TimeUnit.MILLISECONDS);
    Optional<DhcpListener> dhcp = settings.dhcpListen() ? dhcp(settings) : Optional.empty();
    dhcp.ifPresent(listener -> thread(listener).start());
    return new Running(binder, executor, source, sourceThread, pollerThread, dhcp);
  }

  private NeighbourPoller poller(
      NetworkSettings settings, NeighbourWatch watch, ScheduledThreadPoolExecutor executor) {
    NeighbourReader reader = new NeighbourReader(settings.ipCommand(), settings.wardInterface());
    return new NeighbourPoller(
        reader,
        neighbours -> {
          try {
            WardPrefixes prefixes = WardPrefixes.of(settings.wardInterface());
            executor.execute(
                () ->
                    watch
                        .look(neighbours.values(), prefixes)
                        .forEach(
                            seen ->
                                report(
                                    seen,
                                    () -> executor.execute(() -> watch.unreported(seen.mac())))));
          } catch (IOException | RejectedExecutionException e) {
            LOG.debug("neighbours: {}", e.getMessage());
          }
        });
  }

  private Optional<DhcpListener> dhcp(NetworkSettings settings) {
    MudUrlMemory memory = new MudUrlMemory(System::nanoTime);
    try {
      return Optional.of(
          new DhcpListener(
              settings.wardInterface(),
              BridgePorts.of(settings.wardInterface()),
              memory,
              claim ->
                  report(
                      new NetworkEvent.MudUrlSeen(
                          new CorrelationId("net-" + UUID.randomUUID()),
                          claim.mac(),
                          claim.mudUrl(),
                          claim.dhcpv6()),
                      () -> memory.forget(claim))));
    } catch (IOException e) {
      LOG.warn(
          "{} {}: {}",
          NetworkErrors.DHCP_LISTENING_FAILED.code(),
          NetworkErrors.DHCP_LISTENING_FAILED.reason(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static void stop(Running running) throws InterruptedException {
    running.source().stop();
    running.dhcp().ifPresent(DhcpListener::stop);
    running.pollerThread().interrupt();
    running.executor().shutdownNow();
    running.binder().close();
    running.sourceThread().join(STOP_MAX_MS); // it removes its files
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "wardgate-ward-network");
    thread.setDaemon(true);
    return thread;
  }

  private void report(List<? extends NetworkEvent> events) {
    events.forEach(event -> report(event, () -> {}));
  }

  /** Hands an event in; what is to be done if it is not taken. */
  private void report(NetworkEvent event, Runnable refused) {
    EventSink current = sink;
    if (current == null) {
      refused.run();
      return;
    }
    current
        .submit(event)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("an event was not taken: {}", failure.getMessage());
                refused.run();
              }
            });
  }
}
