package org.wardgate.coap.eap;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.OpenRequest;
import org.wardgate.api.transport.OpenResource;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.coap.eap.radius.RadiusClient;

/** CoAP-EAP, where it is configured. Thread-safe. */
@Component(
    name = CoapEap.PID,
    configurationPid = CoapEap.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = OpenResource.class)
@Designate(ocd = CoapEapConfig.class)
public final class CoapEap implements OpenResource {
  /** Name of the component and of its configuration. */
  public static final String PID = "org.wardgate.coap.eap";

  private static final Logger LOG = LoggerFactory.getLogger(CoapEap.class);

  private final OpenChannel channel;
  private final OscoreSessions sessions;
  private final Inventory inventory;
  private final Refusals refusals;
  private final ScheduledThreadPoolExecutor timers;
  private volatile Running running;

  /** What one configuration made. */
  private record Running(Controller controller, RadiusClient radius) {}

  /**
   * @throws RefusedException if the configuration is refused
   */
  @Activate
  public CoapEap(
      CoapEapConfig config,
      @Reference OpenChannel channel,
      @Reference OscoreSessions sessions,
      @Reference Inventory inventory,
      @Reference EventSink events)
      throws RefusedException {
    this.channel = channel;
    this.sessions = sessions;
    this.inventory = inventory;
    refusals = new Refusals(events, System::nanoTime);
    timers = timers();
    try {
      running = start(config);
    } catch (RefusedException e) {
      timers.shutdownNow();
      LOG.error("{}", e.getMessage());
      throw e;
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

  private Running start(CoapEapConfig config) throws RefusedException {
    Settings settings = Settings.of(config);
    RadiusClient radius =
        new RadiusClient(
            settings.servers(),
            settings.secret(),
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
    LOG.info("CoAP-EAP with {}", settings.servers());
    return new Running(new Controller(ports, refusals), radius);
  }

  /** Takes another configuration; a bad one is refused and the last good one stays. */
  @Modified
  public synchronized void modified(CoapEapConfig config) {
    try {
      Running before = running;
      running = start(config);
      before.radius().close();
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
    }
  }

  /** Ends what is under way. */
  @Deactivate
  public synchronized void deactivate() {
    running.radius().close();
    timers.shutdownNow();
  }

  /** Authentications under way. */
  int ongoing() {
    return running.controller().ongoing();
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
    return running.controller().post(request);
  }
}
