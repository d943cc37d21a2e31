package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.OpenAnswer;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.OpenResource;
import org.wardgate.api.transport.OscoreParameters;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.SessionGate;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportErrors;

/**
 * Plain CoAP and OSCORE, if the configuration opens a port for them. Serves open resources to
 * anybody, and all others to the peers of OSCORE sessions. Thread-safe.
 */
@Component(
    name = OpenTransport.NAME,
    configurationPid = CoapTransport.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = {DeviceChannels.class, OpenChannel.class, OscoreSessions.class})
public final class OpenTransport implements DeviceChannels, OpenChannel, OscoreSessions {
  /** Name of the component; its configuration is that of {@link CoapTransport}. */
  public static final String NAME = "org.wardgate.transport.coap.open";

  private static final Logger LOG = LoggerFactory.getLogger(OpenTransport.class);

  private final OpenDeliverer resources = new OpenDeliverer();
  private final HandlerRegistry handlers = new HandlerRegistry();
  private final SessionAnnouncer announcer = new SessionAnnouncer();
  private final Slot<SessionGate> gate = new Slot<>();
  private final Clock clock;
  private final ConfigurationReports reports;
  private Optional<OpenSettings> settings = Optional.empty();
  private volatile @Nullable OpenEndpoint endpoint;

  /** Opens the port if it is configured. */
  @Activate
  public OpenTransport(Map<String, Object> properties, @Reference ConfigurationReports reports) {
    this(properties, reports, Clock.systemUTC());
  }

  OpenTransport(Map<String, Object> properties, ConfigurationReports reports, Clock clock) {
    this.clock = clock;
    this.reports = reports;
    Parsed<TransportSettings> first = TransportSettings.of(properties);
    if (TransportSettings.whereIsKnown(first, "openPort")) {
      change(first.value().open());
    }
  }

  /**
   * Takes another configuration. A bad one, which {@link CoapTransport} reports, changes nothing.
   */
  @Modified
  public synchronized void modified(Map<String, Object> properties) {
    Parsed<TransportSettings> candidate = TransportSettings.of(properties);
    if (candidate.good()) {
      change(candidate.value().open());
    }
  }

  private synchronized void change(Optional<OpenSettings> next) {
    if (next.equals(settings) && next.isPresent() == (endpoint != null)) {
      return;
    }
    try {
      if (next.isPresent()) {
        replace(next.get());
      } else {
        deactivate();
      }
      settings = next;
      reports.accepted(NAME);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      String port = next.map(wanted -> String.valueOf(wanted.address().getPort())).orElse("");
      reports.refused(NAME, List.of(new Refusal("openPort", port, e)));
    }
  }

  private void replace(OpenSettings next) throws RefusedException {
    OpenEndpoint before = endpoint;
    if (before == null || !Settings.overlap(before.address(), next.address())) {
      OpenEndpoint opened = opened(next);
      deactivate();
      endpoint = opened;
      return;
    }
    deactivate();
    try {
      endpoint = opened(next);
    } catch (RefusedException e) {
      if (settings.isPresent()) {
        endpoint = opened(settings.get());
      }
      throw e;
    }
  }

  private OpenEndpoint opened(OpenSettings wanted) throws RefusedException {
    OpenEndpoint.Parts parts =
        new OpenEndpoint.Parts(resources, handlers, announcer, new Door(gate::get), clock);
    String idPrefix = UUID.randomUUID().toString().substring(0, 8) + "-";
    OpenEndpoint opened = OpenEndpoint.open(wanted, parts, idPrefix);
    LOG.info("Plain CoAP for CoAP-EAP and OSCORE at {}", opened.address());
    return opened;
  }

  /** Closes the port; OSCORE contexts are not kept. */
  @Deactivate
  public synchronized void deactivate() {
    OpenEndpoint open = endpoint;
    endpoint = null;
    if (open != null) {
      open.stop();
    }
  }

  /** Called with every open resource. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindResource(OpenResource service) {
    resources.add(service);
  }

  /** Called when an open resource goes. */
  public void unbindResource(OpenResource service) {
    resources.remove(service);
  }

  /** Called with every handler. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindHandler(ResourceHandler service) {
    handlers.add(service);
  }

  /** Called when a handler goes. */
  public void unbindHandler(ResourceHandler service) {
    handlers.remove(service);
  }

  /** Called with every listener. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindListener(SessionListener service) {
    announcer.add(service);
  }

  /** Called when a listener goes. */
  public void unbindListener(SessionListener service) {
    announcer.remove(service);
  }

  /** Called with who says which sessions are served. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindGate(SessionGate service) {
    gate.fill(service);
  }

  /** Called when it goes; no new session is served then. */
  public void unbindGate(SessionGate service) {
    gate.clear(service);
  }

  /** Where the endpoint listens, while it is open. */
  public Optional<InetSocketAddress> address() {
    return current().map(OpenEndpoint::address);
  }

  private Optional<OpenEndpoint> current() {
    return Optional.ofNullable(endpoint);
  }

  @Override
  public Optional<DeviceChannel> channel(DeviceId device) {
    return current().flatMap(open -> open.desk().channel(device));
  }

  @Override
  public Optional<DeviceChannel> channel(Peer peer) {
    return current().flatMap(open -> open.desk().channel(peer));
  }

  @Override
  public void close(DeviceId device) {
    current().ifPresent(open -> open.desk().close(device));
  }

  @Override
  public CompletionStage<OpenAnswer> post(
      InetSocketAddress peer,
      List<String> path,
      int contentFormat,
      Bytes payload,
      int retransmissionsMax,
      int answerMaxBytes,
      Instant deadline) {
    return current()
        .map(
            open ->
                open.poster()
                    .post(
                        peer,
                        path,
                        contentFormat,
                        payload,
                        retransmissionsMax,
                        answerMaxBytes,
                        deadline))
        .orElseGet(() -> CompletableFuture.failedFuture(closed()));
  }

  @Override
  public Bytes reserve() throws RefusedException {
    return current().orElseThrow(OpenTransport::closed).desk().reserve();
  }

  @Override
  public void release(Bytes recipientId) {
    current().ifPresent(open -> open.desk().release(recipientId));
  }

  @Override
  public CompletionStage<Peer> open(
      OscoreParameters parameters,
      List<String> path,
      int contentFormat,
      Bytes payload,
      Instant deadline) {
    return current()
        .map(open -> open.desk().open(parameters, path, contentFormat, payload, deadline))
        .orElseGet(() -> CompletableFuture.failedFuture(closed()));
  }

  private static RefusedException closed() {
    return new RefusedException(TransportErrors.NO_SESSION, "the open endpoint is closed");
  }
}
