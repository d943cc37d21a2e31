package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.config.Configuration;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.SessionGate;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;

/** The transport with a PKI and somebody who authenticates: what a test needs of a gateway. */
final class TestWard implements AutoCloseable {
  /** Lets every session in at once. */
  static final SessionGate EVERYBODY = peer -> CompletableFuture.completedFuture(true);

  static final CertificateStatus ALL_GOOD = certificate -> CertificateStatus.Status.GOOD;

  /** Nobody in it. */
  static final Inventory NOBODY =
      () -> new InventorySnapshot(1, Map.of(), Map.of(), Map.of(), Map.of());

  final TestPki pki;
  final GatewayCredential credential;
  final PeerAuthenticator authenticator;
  final Sessions sessions = new Sessions();
  final CoapTransport transport;
  private final List<TestDevice> devices = new ArrayList<>();

  TestWard() {
    this(config(0, 1000, 4, 1000, 1000, 10));
  }

  TestWard(Map<String, Object> config) {
    this(
        new TestPki("ward"),
        new CoapTransport(config, new RecordedReports()),
        new ByCommonName(),
        transport -> {});
  }

  /**
   * @param before what is bound before the endpoint opens
   */
  TestWard(
      TestPki pki,
      CoapTransport transport,
      PeerAuthenticator authenticator,
      Consumer<CoapTransport> before) {
    this(pki, transport, authenticator, before, last -> {});
  }

  /**
   * @param before what is bound before all others
   * @param last what is done when only authenticator and credential are missing
   */
  TestWard(
      TestPki pki,
      CoapTransport transport,
      PeerAuthenticator authenticator,
      Consumer<CoapTransport> before,
      Consumer<CoapTransport> last) {
    this.pki = pki;
    this.transport = transport;
    this.authenticator = authenticator;
    this.credential = pki.gateway("gateway");
    before.accept(transport);
    transport.bindListener(sessions);
    transport.bindGate(EVERYBODY);
    transport.bindInventory(NOBODY);
    transport.bindCertificateStatus(ALL_GOOD);
    last.accept(transport);
    transport.bindAuthenticator(authenticator);
    transport.bindCredential(credential);
  }

  InetSocketAddress address() {
    await(() -> transport.address().isPresent());
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), transport.address().orElseThrow().getPort());
  }

  TestDevice device(String name) {
    return keep(new TestDevice(address(), pki.device(name), pki.ca()));
  }

  TestDevice device(String name, Consumer<Exchange> server, Consumer<Configuration> tuning) {
    return keep(new TestDevice(address(), pki.device(name), pki.ca(), server, tuning));
  }

  TestDevice keep(TestDevice device) {
    devices.add(device);
    return device;
  }

  @Override
  public void close() {
    devices.forEach(TestDevice::close);
    transport.deactivate();
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestDevice.WAIT_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("condition not met in time");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<String, Object> config(
      int port, int sessions, int perDevice, int requests, int hellos, int answerSeconds) {
    return Map.of(
        "bindAddress", "127.0.0.1",
        "port", port,
        "sessionsMax", sessions,
        "sessionsPerDeviceMax", perDevice,
        "requestsPerSecondMax", requests,
        "hellosPerSecondMax", hellos,
        "answerSecondsMax", answerSeconds);
  }

  /** Takes the common name for the device; names beginning with {@code bad} are refused. */
  static final class ByCommonName implements PeerAuthenticator {
    private static final ErrorCode REFUSED = new ErrorCode("WG-TEST-0001", "refused", "none");

    @Override
    public PeerIdentity authenticate(
        List<X509Certificate> chain, String peerAddress, TransportKind kind)
        throws RefusedException {
      X509Certificate leaf = chain.get(0);
      String name = Certificates.subjectAttribute(leaf, Attribute.COMMON_NAME).orElseThrow();
      if (name.startsWith("bad")) {
        throw new RefusedException(REFUSED, name);
      }
      PeerIdentity.Kind of =
          name.startsWith("new") ? PeerIdentity.Kind.IDEVID : PeerIdentity.Kind.LDEVID;
      return new PeerIdentity(of, new DeviceId(name), Certificates.sha256(leaf), Optional.empty());
    }
  }

  /** Remembers what was announced. */
  static final class Sessions implements SessionListener {
    final LinkedBlockingQueue<Peer> established = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Peer> closed = new LinkedBlockingQueue<>();

    @Override
    public void established(Peer peer) {
      established.add(peer);
    }

    @Override
    public void closed(Peer peer) {
      closed.add(peer);
    }
  }

  /** A handler made of a function. */
  record Handler(
      String path,
      Set<Method> methods,
      int payloadMaxBytes,
      Map<String, String> linkAttributes,
      Function<BoundedRequest, CompletionStage<Response>> body)
      implements ResourceHandler {

    static Handler of(String path, Function<BoundedRequest, CompletionStage<Response>> body) {
      return new Handler(path, Set.of(Method.GET, Method.POST), 2048, Map.of(), body);
    }

    @Override
    public CompletionStage<Response> handle(BoundedRequest request) {
      return body.apply(request);
    }
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
