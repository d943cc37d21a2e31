package org.wardgate.coap.eap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.Secrets;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.OpenRequest;
import org.wardgate.api.transport.OpenResource;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.coap.eap.radius.RadiusClient;

/** CoAP-EAP, where it is configured: without a RADIUS server it is off. Thread-safe. */
@Component(
    name = CoapEap.PID,
    configurationPid = CoapEap.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + CoapEap.PID,
    service = {OpenResource.class, ConfigurableComponent.class})
@Designate(ocd = CoapEapConfig.class)
public final class CoapEap implements OpenResource, ConfigurableComponent {
  /** Name of the component and of its configuration. */
  public static final String PID = "org.wardgate.coap.eap";

  private static final List<String> WHOM =
      List.of(
          "radiusServer",
          "radiusPort",
          "secondServer",
          "secondPort",
          "sharedSecret",
          "sharedSecretFile",
          "realm",
          "serverVouchesForUserName",
          "nasIdentifier");

  private static final Logger LOG = LoggerFactory.getLogger(CoapEap.class);

  private final OpenChannel channel;
  private final OscoreSessions sessions;
  private final Inventory inventory;
  private final Refusals refusals;
  private final ScheduledThreadPoolExecutor timers;
  private final SecretReader secrets;
  private final Configured<Settings> configured;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Optional<Running> running = Optional.empty();

  /** What one configuration made. */
  private record Running(Controller controller, RadiusClient radius) {}

  /** Starts, if there is a RADIUS server and a secret. */
  @Activate
  public CoapEap(
      @Reference OpenChannel channel,
      @Reference OscoreSessions sessions,
      @Reference Inventory inventory,
      @Reference EventSink events,
      @Reference ConfigurationReports reports,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Secrets secrets,
      Map<String, Object> properties) {
    this.channel = channel;
    this.sessions = sessions;
    this.inventory = inventory;
    this.secrets = new SecretReader(Optional.ofNullable(secrets));
    refusals = new Refusals(events, System::nanoTime);
    timers = timers();
    Parsed<Settings> first =
        Configured.first(PID, reports, properties, all -> Settings.of(all, this.secrets));
    configured = new Configured<>(PID, reports, first);
    try {
      // no default stands in for whom to believe
      running = start(first.value(), WHOM.stream().noneMatch(first::refused));
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      reports.refused(PID, List.of(new Refusal("radiusServer", "", e)));
    }
  }

  private static ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "wardgate-coap-eap");
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    return pool;
  }

  private Optional<Running> start(Settings settings, boolean wanted) throws RefusedException {
    if (settings.radius().isEmpty() || !wanted) {
      LOG.info("CoAP-EAP is off");
      return Optional.empty();
    }
    RadiusAccess access = settings.radius().get();
    RadiusClient radius =
        new RadiusClient(
            access.servers(),
            access.secret(),
            settings.radiusTimeout(),
            settings.radiusTriesMax(),
            timers);
    Ports ports =
        new Ports(
            channel,
            sessions,
            radius,
            new IdentityBook(inventory, settings.realm()),
            settings.nasIdentifier(),
            settings.serverVouchesForUserName(),
            settings.limits(),
            Clock.systemUTC());
    restarts.incrementAndGet();
    LOG.info("CoAP-EAP with {}", access.servers());
    return Optional.of(new Running(new Controller(ports, refusals), radius));
  }

  /** Takes another configuration; a bad one is refused and the last good one stays. */
  @Modified
  public synchronized void modified(Map<String, Object> properties) {
    Parsed<Settings> candidate = Settings.of(properties, secrets);
    if (!configured.change(candidate, this::replace) && candidate.good() && running.isEmpty()) {
      again(candidate.value());
    }
  }

  /** What could not be started before, although it is what is configured. */
  private void again(Settings settings) {
    try {
      replace(settings);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  private void replace(Settings settings) throws RefusedException {
    Optional<Running> before = running;
    running = start(settings, true);
    before.ifPresent(old -> old.radius().close());
  }

  /** Ends what is under way. */
  @Deactivate
  public synchronized void deactivate() {
    running.ifPresent(last -> last.radius().close());
    timers.shutdownNow();
  }

  /** How often a configuration made it start. */
  int restarts() {
    return restarts.get();
  }

  /** Whether there is a server to ask. */
  boolean serving() {
    return running.isPresent();
  }

  /** Authentications under way. */
  int ongoing() {
    return running.map(current -> current.controller().ongoing()).orElse(0);
  }

  @Override
  public String path() {
    return Controller.PATH;
  }

  @Override
  public int payloadMaxBytes() {
    return TriggerPath.PAYLOAD_MAX_BYTES;
  }

  @Override
  public Optional<ResponseCode> post(OpenRequest request) {
    return running
        .map(current -> current.controller().post(request))
        .orElse(Optional.of(ResponseCode.NOT_FOUND));
  }
}
