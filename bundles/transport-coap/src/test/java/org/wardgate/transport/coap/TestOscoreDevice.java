package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.PrincipalEndpointContextMatcher;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.UdpEndpointContextMatcher;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.config.Configuration;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.transport.coap.oscore.OscoreSession;
import org.wardgate.transport.coap.oscore.SecurityContext;
import org.wardgate.transport.coap.oscore.SessionTable;
import org.wardgate.transport.coap.oscore.UdpFork;

/** A device with plain CoAP and, once it has a context, OSCORE on one socket. */
final class TestOscoreDevice implements AutoCloseable {
  private final ScheduledThreadPoolExecutor threads = Threads.pool("test-oscore-device", 2);
  private final SessionTable table = new SessionTable(16);
  private final InetSocketAddress gateway;
  private final CoapEndpoint open;
  private final CoapEndpoint secured;
  private final UdpFork fork;
  private volatile Consumer<Exchange> onOpen = exchange -> {};
  private volatile Consumer<Exchange> onSecured = exchange -> {};
  private OscoreSession session;
  private Bytes senderId = Bytes.EMPTY;

  TestOscoreDevice(InetSocketAddress gateway) {
    this.gateway = gateway;
    Configuration config =
        new OpenSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                100,
                100,
                16,
                100,
                java.time.Duration.ofSeconds(10))
            .library();
    fork =
        new UdpFork(
            new UDPConnector(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), config),
            table,
            from -> true);
    open =
        endpoint(config, fork.open(), new UdpEndpointContextMatcher(true), e -> onOpen.accept(e));
    secured =
        endpoint(
            config,
            fork.secured(),
            new PrincipalEndpointContextMatcher(),
            e -> onSecured.accept(e));
    session = session(Bytes.ofHex("00".repeat(16)), Bytes.ofHex("f0"), Bytes.ofHex("f1"));
  }

  private CoapEndpoint endpoint(
      Configuration config,
      Connector connector,
      EndpointContextMatcher matcher,
      Consumer<Exchange> server) {
    CoapEndpoint endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(connector)
            .setEndpointContextMatcher(matcher)
            .build();
    endpoint.setExecutors(threads, threads);
    endpoint.setMessageDeliverer(
        new MessageDeliverer() {
          @Override
          public void deliverRequest(Exchange exchange) {
            server.accept(exchange);
          }

          @Override
          public void deliverResponse(Exchange exchange, Response response) {
            exchange.getRequest().setResponse(response);
          }
        });
    try {
      endpoint.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return endpoint;
  }

  void onOpen(Consumer<Exchange> server) {
    onOpen = server;
  }

  void onSecured(Consumer<Exchange> server) {
    onSecured = server;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), fork.open().getAddress().getPort());
  }

  private OscoreSession session(Bytes secret, Bytes senderId, Bytes recipientId) {
    return new OscoreSession(
        new SecurityContext(
            Suite.AES_CCM_16_64_128, secret, Bytes.EMPTY, senderId, recipientId, Optional.empty()),
        new PreSharedKeyIdentity("gateway"),
        gateway,
        Instant.MAX);
  }

  /** What the device puts into its messages. */
  Bytes senderId() {
    return senderId;
  }

  /** Takes a context, the ids seen from the device. */
  void install(Bytes secret, Bytes senderId, Bytes recipientId) {
    this.senderId = senderId;
    table.remove(session);
    session = session(secret, senderId, recipientId);
    session.confirm();
    table.put(session);
  }

  CompletableFuture<Response> ask(Code code, String path, byte[] payload) {
    Request request = new Request(code);
    request.getOptions().setUriPath(path);
    request.setPayload(payload);
    request.setDestinationContext(new AddressEndpointContext(gateway, session.principal()));
    return new Asking(secured, threads, java.time.Clock.systemUTC())
        .ask(request, 100_000, Instant.now().plusSeconds(TestDevice.WAIT_SECONDS));
  }

  Response get(String path) {
    return join(ask(Code.GET, path, new byte[0]));
  }

  static Response join(CompletableFuture<Response> answer) {
    return answer.orTimeout(TestDevice.WAIT_SECONDS + 5, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    open.destroy();
    secured.destroy();
    Threads.end(threads);
  }
}
