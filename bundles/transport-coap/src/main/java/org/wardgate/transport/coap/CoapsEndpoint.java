package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
  private final Closures closures = new Closures();
  private final HalfOpen halfOpen = new HalfOpen();
  private final Drops drops = new Drops();
  private final SessionRegistry registry;
  private final SessionTracker tracker;
  private final SessionSaver saver;
  private final DtlsServer dtls;
  private final CoapEndpoint coap;
  private final ScheduledThreadPoolExecutor dtlsThreads;
  private final ScheduledThreadPoolExecutor coapThreads;

  /** What an endpoint works with; the suppliers give what is there at the moment. */
  record Parts(
      Supplier<Optional<GatewayCredential>> credential,
      Supplier<Optional<PeerAuthenticator>> authenticator,
      KeyServices keys,
      Supplier<Optional<CertificateStatus>> certificateStatus,
      Supplier<Optional<Inventory>> inventory,
      HandlerRegistry handlers,
      SessionAnnouncer announcer,
      Door door,
      Clock clock) {

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
    tracker =
        new SessionTracker(
            registry,
            parts.announcer(),
            halfOpen,
            acquaintances,
            new Standing(closures, parts.certificateStatus()));
    saver = new SessionSaver(parts.authenticator(), parts.keys(), closures, ids);
    Configuration config = CoapSettings.configuration(settings, dtlsSize);
    HelloGate gate =
        new HelloGate(
            new DtlsDatagramFilter(config),
            settings.strangers(),
            acquaintances,
            halfOpen,
            drops,
            System::nanoTime);
    DtlsConnectorConfig.Builder dtlsConfig = dtlsConfig(config, settings).setDatagramFilter(gate);
    dtls = new DtlsServer(gates(dtlsConfig, ids).build());
    dtls.setExecutor(dtlsThreads);
    dtls.setAlertHandler(tracker);
    tracker.connect(dtls);
    coap = coap(config, settings, idPrefix);
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
        .setAdvancedCertificateVerifier(new CertificateGate(parts.authenticator(), closures, ids))
        .setAdvancedPskStore(new PskGate(parts.keys(), tracker::addressOf, closures, ids));
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
   * Opens an endpoint and lets the sessions go on that were saved.
   *
   * @param idPrefix what its session and request ids begin with
   * @param archive where saved sessions may be
   * @throws RefusedException if the address cannot be bound
   */
  static CoapsEndpoint open(
      Settings settings, Parts parts, String idPrefix, Optional<SessionArchive> archive)
      throws RefusedException {
    CoapsEndpoint endpoint = new CoapsEndpoint(settings, parts, idPrefix);
    try {
      endpoint.coap.start();
    } catch (IOException e) {
      endpoint.stop();
      throw new RefusedException(
          TransportErrors.ENDPOINT_FAILED, settings.address() + ": " + e.getMessage(), e);
    }
    // not before the address is bound: what is taken from the archive is gone from it
    archive
        .flatMap(SessionArchive::take)
        .map(endpoint.saver::read)
        .ifPresent(restored -> restored.forEach(endpoint::resume));
    return endpoint;
  }

  private void resume(SessionSaver.Restored restored) {
    Connection connection = restored.connection();
    InetSocketAddress address = connection.getPeerAddress();
    // the library would give it threads only where they are its own
    connection.setConnectorContext(dtlsThreads, tracker);
    if (address != null && dtls.restoreConnection(connection)) {
      tracker.established(connection, address, restored.session(), restored.principal());
    }
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
    return new SessionChannel(session, coap, coapThreads, parts.clock(), this::close);
  }

  /** Ends what the device has now and what it is about to have. */
  void close(DeviceId device) {
    closures.close(device);
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
      if (!connections.isEmpty() && archive.save(saver.write(connections))) {
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
