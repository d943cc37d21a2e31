package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportErrors;

/** One open UDP socket with DTLS and CoAP on it, its sessions and its threads. */
final class CoapsEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(CoapsEndpoint.class);
  private static final int DTLS_THREADS_MAX = 4;
  private static final int COAP_THREADS = 2;
  private static final long GOODBYE_MILLIS = 500;

  private final Parts parts;
  private final HalfOpen halfOpen = new HalfOpen();
  private final Drops drops = new Drops();
  private final SessionRegistry registry;
  private final SessionTracker tracker;
  private final SessionSaver saver;
  private final DtlsServer dtls;
  private final CoapEndpoint coap;
  private final Asking asking;
  private final ScheduledThreadPoolExecutor dtlsThreads;
  private final ScheduledThreadPoolExecutor coapThreads;

  /**
   * What an endpoint works with; the suppliers give what is there at the moment.
   *
   * @param closures outlive the endpoint: a device is closed also while there is none
   */
  record Parts(
      Supplier<Optional<GatewayCredential>> credential,
      Supplier<Optional<PeerAuthenticator>> authenticator,
      KeyServices keys,
      Supplier<Optional<CertificateStatus>> certificateStatus,
      Supplier<Optional<Inventory>> inventory,
      HandlerRegistry handlers,
      SessionAnnouncer announcer,
      Door door,
      Closures closures,
      Clock clock) {

    /** Who is not there yet of those who judge saved sessions. */
    List<String> missing(boolean sharedKeys) {
      List<String> missing = new ArrayList<>();
      if (certificateStatus.get().isEmpty()) {
        missing.add("CertificateStatus");
      }
      if (inventory.get().isEmpty()) {
        missing.add("Inventory");
      }
      if (!door.attended()) {
        missing.add("SessionGate");
      }
      if (sharedKeys && !keys.any()) {
        missing.add("PeerKeys");
      }
      return missing;
    }

    Optional<String> manufacturer(DeviceId device) {
      return inventory
          .get()
          .flatMap(known -> known.current().entry(device))
          .map(InventoryEntry::manufacturerId);
    }
  }

  private CoapsEndpoint(Settings settings, Parts parts, String idPrefix) {
    this.parts = parts;
    int cores = Runtime.getRuntime().availableProcessors();
    int dtlsSize = Math.max(2, Math.min(DTLS_THREADS_MAX, cores));
    dtlsThreads = Threads.pool("wardgate-dtls", dtlsSize);
    coapThreads = Threads.pool("wardgate-coap", COAP_THREADS);
    SessionIds ids = new SessionIds(idPrefix);
    Acquaintances acquaintances = new Acquaintances();
    registry = new SessionRegistry(settings.sessions(), parts::manufacturer);
    Configuration config = CoapSettings.configuration(settings, dtlsSize);
    HelloGate gate =
        new HelloGate(
            new DtlsDatagramFilter(config),
            settings.strangers(),
            acquaintances,
            halfOpen,
            drops,
            System::nanoTime);
    tracker =
        new SessionTracker(
            registry,
            parts.announcer(),
            halfOpen,
            acquaintances,
            new Standing(parts.closures(), parts.certificateStatus()),
            gate::begun);
    saver = new SessionSaver(parts.authenticator(), parts.keys(), ids);
    DtlsConnectorConfig.Builder dtlsConfig = dtlsConfig(config, settings).setDatagramFilter(gate);
    dtls = new DtlsServer(gates(dtlsConfig, ids).build());
    dtls.setExecutor(dtlsThreads);
    dtls.setAlertHandler(tracker);
    tracker.connect(dtls);
    coap = coap(config, settings, idPrefix);
    asking = new Asking(coap, coapThreads, parts.clock());
  }

  private DtlsConnectorConfig.Builder dtlsConfig(Configuration config, Settings settings) {
    return DtlsConnectorConfig.builder(config)
        .setAddress(settings.address())
        .setLoggingTag("wardgate")
        .setCipherSuiteSelector(new SuiteChoice(parts.keys()::any))
        .setCertificateIdentityProvider(new CredentialProvider(parts.credential()))
        .setApplicationLevelInfoSupplier(
            (principal, session) -> session instanceof PeerSession s ? s.asInfo() : null)
        .setSessionListener(tracker)
        .setConnectionListener(tracker);
  }

  private DtlsConnectorConfig.Builder gates(DtlsConnectorConfig.Builder config, SessionIds ids) {
    // asked during handshakes only, when the connector exists
    return config
        .setAdvancedCertificateVerifier(
            new CertificateGate(parts.authenticator(), parts.closures(), ids))
        .setAdvancedPskStore(new PskGate(parts.keys(), tracker::addressOf, parts.closures(), ids));
  }

  private CoapEndpoint coap(Configuration config, Settings settings, String idPrefix) {
    SessionContextMatcher matcher = new SessionContextMatcher();
    GuardLayer guard =
        new GuardLayer(
            parts.handlers(),
            new TokenBuckets<>(
                settings.requestsPerSecondMax(), GuardLayer.DEVICES_MAX_COUNT, System::nanoTime));
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(dtls)
            .setEndpointContextMatcher(matcher)
            .setCoapStackFactory(WardStack.factory(guard, matcher))
            .build();
    endpoint.setExecutors(coapThreads, coapThreads);
    endpoint.setMessageDeliverer(
        new RequestDispatcher(
            parts.handlers(),
            parts.door(),
            coapThreads,
            parts.clock(),
            settings.answerTimeout(),
            idPrefix));
    return endpoint;
  }

  /**
   * Opens an endpoint. Who closes devices has to find it before sessions are restored to it.
   *
   * @param idPrefix what its session and request ids begin with
   * @throws RefusedException if the address cannot be bound
   */
  static CoapsEndpoint open(Settings settings, Parts parts, String idPrefix)
      throws RefusedException {
    CoapsEndpoint endpoint = new CoapsEndpoint(settings, parts, idPrefix);
    try {
      endpoint.coap.start();
      return endpoint;
    } catch (IOException | RuntimeException e) {
      endpoint.stop();
      throw new RefusedException(
          TransportErrors.ENDPOINT_FAILED, settings.address() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Lets the sessions go on that were saved. Not before the address is bound: what is taken from
   * the archive is gone from it.
   *
   * @param savedAt the moment of {@link Closures#now} when they were saved
   */
  void restore(SessionArchive archive, long savedAt) {
    Set<DeviceId> back =
        registry.all().stream().map(s -> s.identity().device()).collect(Collectors.toSet());
    archive
        .take()
        .map(content -> saver.read(content, savedAt))
        .ifPresent(all -> all.forEach(one -> resume(one, back)));
  }

  /**
   * @param back devices that came back by themselves: what they have now is newer
   */
  private void resume(SessionSaver.Restored restored, Set<DeviceId> back) {
    Connection connection = restored.connection();
    InetSocketAddress address = connection.getPeerAddress();
    DeviceId device = restored.session().identity().device();
    if (address == null || back.contains(device) || dtls.connectionAt(address).isPresent()) {
      LOG.debug("A saved session of {} is let go: another began meanwhile", device);
      return;
    }
    boolean stored = false;
    try {
      // the library would give it threads only where they are its own
      connection.setConnectorContext(dtlsThreads, tracker);
      stored = dtls.restoreConnection(connection);
      if (stored) {
        tracker.established(connection, address, restored.session(), restored.principal());
      }
    } catch (RuntimeException e) {
      LOG.warn("A saved session of {} does not go on: {}", device, e.toString());
      if (stored) {
        dtls.drop(connection);
      }
    }
  }

  /** Ends the sessions of devices that were closed before this endpoint could be found. */
  void closeMissed() {
    registry.all().stream()
        .filter(s -> parts.closures().closedSince(s.identity().device(), s.begun()))
        .forEach(this::close);
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return dtls.getAddress();
  }

  /** What was dropped so far. */
  Drops drops() {
    return drops;
  }

  /** Unfinished handshakes. */
  int halfOpen() {
    return halfOpen.overall();
  }

  /** Connections remembered, whatever their state. */
  int connections() {
    return dtls.connections();
  }

  Optional<DeviceChannel> channel(DeviceId device) {
    return registry.newest(device).map(this::channel);
  }

  Optional<DeviceChannel> channel(Peer peer) {
    return registry.of(peer.identity().device()).stream()
        .filter(session -> session.id().equals(peer.session()))
        .findFirst()
        .map(this::channel);
  }

  private DeviceChannel channel(PeerSession session) {
    return new SessionChannel(session, asking, this::close);
  }

  /** Ends what the device has now; what it is about to have ends by {@link Closures}. */
  void close(DeviceId device) {
    registry.of(device).forEach(this::close);
  }

  private void close(PeerSession session) {
    Optional<Connection> connection = session.connection();
    session.end();
    connection.ifPresent(dtls::drop);
  }

  /** Says goodbye to every peer, then stops everything. */
  void stop() {
    registry.all().forEach(this::close);
    sayGoodbye();
    destroy();
  }

  /** Stops everything and saves the sessions, so that their peers notice nothing. */
  void stop(SessionArchive archive) {
    coap.stop();
    List<PeerSession> sessions = registry.all();
    List<Connection> connections = new ArrayList<>();
    sessions.forEach(session -> session.connection().ifPresent(connections::add));
    try {
      if (!connections.isEmpty()
          && archive.save(saver.write(connections), saver.ofKeys(connections))) {
        LOG.info("{} sessions saved", connections.size());
      }
    } catch (IOException e) {
      LOG.warn("Sessions are not saved: {}", e.toString());
    }
    sessions.forEach(tracker::closed);
    destroy();
  }

  private void destroy() {
    coap.destroy();
    Threads.end(dtlsThreads);
    Threads.end(coapThreads);
    if (drops.total() > 0) {
      LOG.info("Dropped before they cost anything: {}", drops);
    }
  }

  /** Waits, not long, until the jobs queued so far are done. */
  private void sayGoodbye() {
    CountDownLatch latch = new CountDownLatch(1);
    dtlsThreads.execute(latch::countDown);
    try {
      if (!latch.await(GOODBYE_MILLIS, TimeUnit.MILLISECONDS)) {
        return; // peers find out when they send next
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
