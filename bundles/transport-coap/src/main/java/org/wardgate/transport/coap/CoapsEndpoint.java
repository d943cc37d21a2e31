package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.TransportErrors;

/** One open UDP socket with DTLS and CoAP on it, its sessions and its threads. */
final class CoapsEndpoint {
  private static final int DTLS_THREADS_MAX = 4;
  private static final int COAP_THREADS = 2;
  private static final long GOODBYE_MILLIS = 500;

  private final SessionRegistry registry;
  private final DtlsServer dtls;
  private final CoapEndpoint coap;
  private final ScheduledThreadPoolExecutor dtlsThreads;
  private final ScheduledThreadPoolExecutor coapThreads;
  private final Clock clock;

  /** What an endpoint works with; the suppliers give what is there at the moment. */
  record Parts(
      Supplier<Optional<GatewayCredential>> credential,
      Supplier<Optional<PeerAuthenticator>> authenticator,
      HandlerRegistry handlers,
      SessionAnnouncer announcer,
      Clock clock) {}

  private CoapsEndpoint(Settings settings, Parts parts, String idPrefix) {
    clock = parts.clock();
    int cores = Runtime.getRuntime().availableProcessors();
    int dtlsSize = Math.max(2, Math.min(DTLS_THREADS_MAX, cores));
    dtlsThreads = Threads.pool("wardgate-dtls", dtlsSize);
    coapThreads = Threads.pool("wardgate-coap", COAP_THREADS);
    registry = new SessionRegistry(settings.sessionsMax(), settings.sessionsPerDeviceMax());
    SessionTracker tracker = new SessionTracker(registry, parts.announcer());
    Configuration config = CoapSettings.configuration(settings, dtlsSize);
    dtls = new DtlsServer(dtlsConfig(config, settings, parts, tracker, idPrefix));
    dtls.setExecutor(dtlsThreads);
    dtls.setAlertHandler(tracker);
    tracker.connect(dtls);
    SessionContextMatcher matcher = new SessionContextMatcher();
    GuardLayer guard =
        new GuardLayer(
            parts.handlers(),
            new TokenBuckets<>(
                settings.requestsPerSecondMax(), GuardLayer.DEVICES_MAX_COUNT, System::nanoTime));
    coap =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(dtls)
            .setEndpointContextMatcher(matcher)
            .setCoapStackFactory(WardStack.factory(guard, matcher))
            .build();
    coap.setExecutors(coapThreads, coapThreads);
    coap.setMessageDeliverer(
        new RequestDispatcher(
            parts.handlers(), coapThreads, parts.clock(), settings.answerTimeout(), idPrefix));
  }

  private static DtlsConnectorConfig dtlsConfig(
      Configuration config,
      Settings settings,
      Parts parts,
      SessionTracker tracker,
      String idPrefix) {
    return DtlsConnectorConfig.builder(config)
        .setAddress(settings.address())
        .setLoggingTag("wardgate")
        .setCertificateIdentityProvider(new CredentialProvider(parts.credential()))
        .setAdvancedCertificateVerifier(new CertificateGate(parts.authenticator(), idPrefix))
        .setApplicationLevelInfoSupplier(
            (principal, session) -> session instanceof PeerSession s ? s.asInfo() : null)
        .setSessionListener(tracker)
        .setConnectionListener(tracker)
        .setDatagramFilter(
            new HelloGate(new DtlsDatagramFilter(config), settings.hellosPerSecondMax()))
        .build();
  }

  /**
   * Opens an endpoint.
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
    } catch (IOException e) {
      endpoint.stop();
      throw new RefusedException(
          TransportErrors.ENDPOINT_FAILED, settings.address() + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return dtls.getAddress();
  }

  Optional<DeviceChannel> channel(DeviceId device) {
    return registry
        .newest(device)
        .map(session -> new SessionChannel(session, coap, coapThreads, clock));
  }

  void close(DeviceId device) {
    registry.of(device).forEach(this::close);
  }

  private void close(PeerSession session) {
    session.connection().ifPresent(dtls::drop);
  }

  /** Says goodbye to every peer, then stops everything. */
  void stop() {
    registry.all().forEach(this::close);
    sayGoodbye();
    coap.destroy();
    Threads.end(dtlsThreads);
    Threads.end(coapThreads);
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
