package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.DTLSSession;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/** A device on the other side of the wire, with Californium's client. */
final class TestDevice implements AutoCloseable {
  static final long WAIT_SECONDS = 30;

  private final ScheduledThreadPoolExecutor threads = Threads.pool("test-device", 2);
  private final CountDownLatch hungUpOn = new CountDownLatch(1);
  private final AtomicInteger handshakes = new AtomicInteger();
  final List<AlertDescription> alerts = new CopyOnWriteArrayList<>();
  private final InetSocketAddress gateway;
  private final DTLSConnector dtls;
  private final CoapEndpoint coap;

  TestDevice(InetSocketAddress gateway, TestPki.Identity identity, X509Certificate anchor) {
    this(gateway, identity, anchor, exchange -> {}, config -> {});
  }

  TestDevice(
      InetSocketAddress gateway,
      TestPki.Identity identity,
      X509Certificate anchor,
      Consumer<Exchange> server,
      Consumer<Configuration> tuning) {
    this(
        gateway,
        server,
        config -> {
          config.setAsList(
              DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
          config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
          tuning.accept(config);
        },
        config -> dtlsConfig(config, identity, anchor));
  }

  /** A device without certificates. */
  static TestDevice ofKey(
      InetSocketAddress gateway, String identity, byte[] key, CipherSuite... suites) {
    return ofKey(gateway, identity, key, config -> {}, suites);
  }

  /** A device without certificates, tuned. */
  static TestDevice ofKey(
      InetSocketAddress gateway,
      String identity,
      byte[] key,
      Consumer<Configuration> tuning,
      CipherSuite... suites) {
    return new TestDevice(
        gateway,
        exchange -> {},
        config -> {
          config.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, suites);
          tuning.accept(config);
        },
        config ->
            DtlsConnectorConfig.builder(config)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key))
                .build());
  }

  private TestDevice(
      InetSocketAddress gateway,
      Consumer<Exchange> server,
      Consumer<Configuration> tuning,
      Function<Configuration, DtlsConnectorConfig> credentials) {
    this.gateway = gateway;
    CoapConfig.register();
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 500, TimeUnit.MILLISECONDS);
    config.set(CoapConfig.ACK_TIMEOUT, 1000, TimeUnit.MILLISECONDS);
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 2 * 1024 * 1024);
    config.set(CoapConfig.BLOCKWISE_ENTITY_TOO_LARGE_AUTO_FAILOVER, false);
    tuning.accept(config);
    dtls =
        new DTLSConnector(credentials.apply(config)) {
          @Deprecated // in the library, for want of two listeners; a test needs one
          @Override
          protected void onInitializeHandshaker(Handshaker handshaker) {
            handshaker.addSessionListener(
                new SessionAdapter() {
                  @Override
                  public void contextEstablished(Handshaker done, DTLSContext context) {
                    handshakes.incrementAndGet();
                  }
                });
          }
        };
    dtls.setExecutor(threads);
    dtls.setAlertHandler(
        (peer, alert) -> {
          alerts.add(alert.getDescription());
          if (alert.getDescription() == AlertDescription.CLOSE_NOTIFY) {
            hungUpOn.countDown();
          }
        });
    coap = new CoapEndpoint.Builder().setConfiguration(config).setConnector(dtls).build();
    coap.setExecutors(threads, threads);
    coap.setMessageDeliverer(deliverer(server));
    try {
      coap.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DtlsConnectorConfig dtlsConfig(
      Configuration config, TestPki.Identity identity, X509Certificate anchor) {
    SingleCertificateProvider shown =
        new SingleCertificateProvider(
            identity.key(), new X509Certificate[] {identity.certificate()}, CertificateType.X_509);
    shown.setVerifyKeyPair(false); // a thief's device would not ask either
    return DtlsConnectorConfig.builder(config)
        .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .setCertificateIdentityProvider(shown)
        .setAdvancedCertificateVerifier(
            StaticNewAdvancedCertificateVerifier.builder().setTrustedCertificates(anchor).build())
        .build();
  }

  private static MessageDeliverer deliverer(Consumer<Exchange> server) {
    return new MessageDeliverer() {
      @Override
      public void deliverRequest(Exchange exchange) {
        server.accept(exchange);
      }

      @Override
      public void deliverResponse(Exchange exchange, Response response) {
        exchange.getRequest().setResponse(response);
      }
    };
  }

  Response get(String uri) {
    return join(send(request(Code.GET, uri)));
  }

  Response post(String uri, int format, byte[] payload) {
    Request request = request(Code.POST, uri);
    request.getOptions().setContentFormat(format);
    request.setPayload(payload);
    return join(send(request));
  }

  Request request(Code code, String pathAndQuery) {
    Request request = new Request(code);
    String[] parts = pathAndQuery.split("\\?", 2);
    request.getOptions().setUriPath(parts[0]);
    if (parts.length > 1) {
      request.getOptions().setUriQuery(parts[1]);
    }
    return request;
  }

  CompletableFuture<Response> send(Request request) {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    request.setDestinationContext(new AddressEndpointContext(gateway));
    request.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onResponse(Response response) {
            answer.complete(response);
          }

          @Override
          protected void failed() {
            answer.completeExceptionally(new IOException("no answer: " + request.getSendError()));
          }
        });
    coap.sendRequest(request);
    return answer;
  }

  static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The suite of the session. */
  Optional<CipherSuite> suite() {
    return Optional.ofNullable(dtls.getSessionByAddress(gateway)).map(DTLSSession::getCipherSuite);
  }

  Optional<X509Certificate> gatewayCertificate() {
    return Optional.ofNullable(dtls.getSessionByAddress(gateway))
        .map(DTLSSession::getPeerIdentity)
        .map(p -> ((X509CertPath) p).getTarget());
  }

  /**
   * Waits until the gateway's close_notify has come: what is sent before still uses the session.
   */
  void awaitHangUp() {
    TestWard.await(() -> hungUpOn.getCount() == 0);
  }

  /** Whether the gateway's close_notify has come. */
  boolean hungUp() {
    return hungUpOn.getCount() == 0;
  }

  /** Handshakes completed so far. */
  int handshakes() {
    return handshakes.get();
  }

  /** Sends close_notify. */
  void hangUp() {
    dtls.close(gateway);
  }

  /** Forgets the session; the next request shakes hands anew from the same address. */
  void forget() {
    dtls.clearConnectionState();
  }

  @Override
  public void close() {
    coap.destroy();
    Threads.end(threads);
  }

  static List<String> liveThreads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
