package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.stack.Layer;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.UdpEndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.transport.coap.oscore.SessionTable;
import org.wardgate.transport.coap.oscore.UdpFork;

/** One UDP socket with plain CoAP for open resources, and with OSCORE for all others. */
final class OpenEndpoint {
  private static final int THREADS = 2;
  private static final long EXPIRY_CHECK_SECONDS = 5;

  private final UdpFork fork;
  private final Configuration config;
  private final ScheduledThreadPoolExecutor threads;
  private final CoapEndpoint open;
  private final CoapEndpoint secured;
  private final OscoreDesk desk;
  private final OpenPoster poster;

  /** What an endpoint works with. */
  record Parts(
      OpenDeliverer resources,
      HandlerRegistry handlers,
      SessionAnnouncer announcer,
      Door door,
      Clock clock) {}

  private OpenEndpoint(OpenSettings settings, Parts parts, String idPrefix) {
    config = settings.library();
    threads = Threads.pool("wardgate-open", THREADS);
    SessionTable table = new SessionTable(settings.sessionsMax());
    fork =
        new UdpFork(
            new UDPConnector(settings.address(), config),
            table,
            new OpenGate(
                settings.requestsPerSecondMax(),
                settings.requestsOverallPerSecondMax(),
                System::nanoTime));
    open =
        endpoint(
            fork.open(),
            new UdpEndpointContextMatcher(true),
            new OpenGuard(parts.resources()::payloadMaxBytes),
            parts.resources());
    secured =
        endpoint(
            fork.secured(),
            new SessionContextMatcher(),
            new GuardLayer(
                parts.handlers(),
                new TokenBuckets<>(
                    settings.messagesPerSecondMax(),
                    GuardLayer.DEVICES_MAX_COUNT,
                    System::nanoTime)),
            new RequestDispatcher(
                parts.handlers(),
                parts.door(),
                threads,
                parts.clock(),
                settings.answerTimeout(),
                idPrefix));
    poster = new OpenPoster(new Asking(open, threads, parts.clock()), config);
    desk =
        new OscoreDesk(
            table, new Asking(secured, threads, parts.clock()), parts.announcer(), idPrefix);
    var unused =
        threads.scheduleWithFixedDelay(
            () -> desk.expire(parts.clock().instant()),
            EXPIRY_CHECK_SECONDS,
            EXPIRY_CHECK_SECONDS,
            TimeUnit.SECONDS);
  }

  private CoapEndpoint endpoint(
      Connector connector,
      EndpointContextMatcher matcher,
      Layer guard,
      MessageDeliverer deliverer) {
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(connector)
            .setEndpointContextMatcher(matcher)
            .setCoapStackFactory(WardStack.factory(guard, matcher))
            .build();
    endpoint.setExecutors(threads, threads);
    endpoint.setMessageDeliverer(deliverer);
    return endpoint;
  }

  /**
   * Opens an endpoint.
   *
   * @param idPrefix what its session and request ids begin with
   * @throws RefusedException if the address cannot be bound
   */
  static OpenEndpoint open(OpenSettings settings, Parts parts, String idPrefix)
      throws RefusedException {
    OpenEndpoint endpoint = new OpenEndpoint(settings, parts, idPrefix);
    try {
      endpoint.secured.start();
      endpoint.open.start();
      return endpoint;
    } catch (IOException e) {
      endpoint.stop();
      throw new RefusedException(
          TransportErrors.ENDPOINT_FAILED, settings.address() + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return fork.open().getAddress();
  }

  OscoreDesk desk() {
    return desk;
  }

  OpenPoster poster() {
    return poster;
  }

  void stop() {
    desk.closeAll();
    open.destroy();
    secured.destroy();
    Threads.end(threads);
  }
}
