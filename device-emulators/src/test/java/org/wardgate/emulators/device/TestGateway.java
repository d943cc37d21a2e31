package org.wardgate.emulators.device;

import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.crypto.x509.CertsOnly;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.emulators.net.Endpoint;

/** As little of a gateway as a device needs: it admits whoever answers its only nonce. */
class TestGateway implements AutoCloseable {
  static final Bytes NONCE = Bytes.ofHex("42".repeat(32));

  final CompletableFuture<InetSocketAddress> ldevidSession = new CompletableFuture<>();
  final CompletableFuture<Bytes> csrThumbprint = new CompletableFuture<>();
  final CompletableFuture<Bytes> renewedThumbprint = new CompletableFuture<>();
  final CompletableFuture<Bytes> challengedThumbprint = new CompletableFuture<>();
  final AtomicInteger enrolmentsRefused = new AtomicInteger();

  private final KeyPair caKeys = EcKeys.generateP256();
  private final X509Certificate ca;
  private final AtomicInteger pending;
  private final CoapServer server;
  private final CoapEndpoint endpoint;
  private volatile boolean affirmed;
  private final AtomicInteger unknownYet = new AtomicInteger();
  private volatile boolean evidenceNeeded = true;
  private volatile boolean renewalRefused;
  private volatile Bytes lastChallenged = Bytes.EMPTY;

  /**
   * @param makers whose devices may enrol
   * @param pending how often a device is told to ask again
   */
  TestGateway(List<X509Certificate> makers, int pending) throws CryptoException {
    this.pending = new AtomicInteger(pending);
    this.ca =
        CertificateIssuer.issue(
            issue("Test Ward CA", caKeys.getPublic(), Profile.CA),
            Optional.empty(),
            caKeys.getPrivate());
    KeyPair keys = EcKeys.generateP256();
    X509Certificate own =
        CertificateIssuer.issue(
            issue("gateway", keys.getPublic(), Profile.TLS_SERVER),
            Optional.of(ca),
            caKeys.getPrivate());
    Configuration configuration = configuration();
    List<X509Certificate> anchors = new java.util.ArrayList<>(makers);
    anchors.add(ca);
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(configuration)
            .setAddress(new Endpoint("127.0.0.1", 0).socketAddress())
            .setCertificateIdentityProvider(
                new SingleCertificateProvider(
                    keys.getPrivate(), new X509Certificate[] {own}, CertificateType.X_509))
            .setAdvancedCertificateVerifier(
                StaticNewAdvancedCertificateVerifier.builder()
                    .setTrustedCertificates(anchors.toArray(X509Certificate[]::new))
                    .setSupportedCertificateTypes(List.of(CertificateType.X_509))
                    .build())
            .build();
    this.endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(new DTLSConnector(dtls))
            .build();
    this.server = new CoapServer(configuration);
    server.addEndpoint(endpoint);
    addResources();
    endpoint.addInterceptor(new SessionWatch());
    server.start();
  }

  private static Configuration configuration() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    return Configuration.createStandardWithoutFile()
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED)
        .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false)
        .set(
            DtlsConfig.DTLS_CIPHER_SUITES, List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8));
  }

  private void addResources() {
    CoapResource est = new CoapResource("est");
    est.add(resource("crts", this::crts), resource("sen", this::sen), resource("sren", this::sren));
    CoapResource wg = new CoapResource("wg");
    wg.add(resource("challenge", this::challenge), resource("evidence", this::evidence));
    server.getRoot().getChild(".well-known").add(est);
    server.add(wg);
  }

  Endpoint address() {
    return new Endpoint("127.0.0.1", endpoint.getAddress().getPort());
  }

  /** Challenges a device over the session it opened with its LDevID. */
  Response attest(InetSocketAddress device, Bytes nonce) throws InterruptedException {
    Request request = new Request(Code.POST);
    request.getOptions().setUriPath("wg/attest").setContentFormat(42).setAccept(263);
    request.setPayload(nonce.toArray());
    return exchange(device, request);
  }

  /** Sends a device something over the session it opened with its LDevID. */
  Response post(InetSocketAddress device, String path, Bytes content) throws InterruptedException {
    Request request = new Request(Code.POST);
    request.getOptions().setUriPath(path).setContentFormat(50);
    request.setPayload(content.toArray());
    return exchange(device, request);
  }

  /** Asks a device something over the session it opened with its LDevID. */
  Response get(InetSocketAddress device, String path) throws InterruptedException {
    Request request = new Request(Code.GET);
    request.getOptions().setUriPath(path);
    return exchange(device, request);
  }

  private Response exchange(InetSocketAddress device, Request request) throws InterruptedException {
    request.setDestinationContext(new AddressEndpointContext(device));
    request.setScheme("coaps");
    request.send(endpoint);
    return request.waitForResponse(TimeUnit.SECONDS.toMillis(10));
  }

  /** What it says the ward's CA is. */
  List<X509Certificate> anchors() {
    return List.of(ca);
  }

  @Override
  public void close() {
    server.destroy();
  }

  private void crts(CoapExchange exchange) {
    exchange.respond(ResponseCode.CONTENT, CertsOnly.encode(anchors()).toArray(), 281);
  }

  private void challenge(CoapExchange exchange) {
    if (exchange.getRequestPayloadSize() != 32) {
      exchange.respond(ResponseCode.BAD_REQUEST);
      return;
    }
    lastChallenged = Bytes.of(exchange.getRequestPayload());
    challengedThumbprint.complete(lastChallenged);
    exchange.respond(ResponseCode.CHANGED, NONCE.toArray(), 42);
  }

  private void evidence(CoapExchange exchange) {
    // the nonce is somewhere inside the payload: enough to tell fresh from old here
    affirmed = Bytes.of(exchange.getRequestPayload()).hex().contains(NONCE.hex());
    if (unknownYet.getAndDecrement() > 0) {
      exchange.respond(ResponseCode.FORBIDDEN, "WG-ATT-0017 no reference values");
    } else if (affirmed) {
      exchange.respond(ResponseCode.CHANGED);
    } else {
      exchange.respond(ResponseCode.FORBIDDEN, "WG-ATT-0007 not this challenge");
    }
  }

  private void sen(CoapExchange exchange) {
    if (evidenceNeeded && !affirmed) {
      enrolmentsRefused.incrementAndGet();
      exchange.respond(ResponseCode.FORBIDDEN, "WG-ONB-0000 no evidence");
    } else if (pending.getAndDecrement() > 0) {
      exchange.setMaxAge(1);
      exchange.respond(ResponseCode.SERVICE_UNAVAILABLE);
    } else {
      issue(exchange, csrThumbprint);
    }
  }

  private void sren(CoapExchange exchange) {
    if (renewalRefused) {
      exchange.respond(ResponseCode.FORBIDDEN, "WG-ONB-0018 not a renewal");
    } else {
      issue(exchange, renewedThumbprint);
    }
  }

  /** Says for some time that it knows no reference values. */
  void knowNoReferencesYet(int timesCount) {
    unknownYet.set(timesCount);
  }

  /** Certifies without evidence from now on. */
  void needNoEvidence() {
    evidenceNeeded = false;
  }

  /** Refuses every renewal from now on. */
  void refuseRenewal() {
    renewalRefused = true;
  }

  /** What the newest challenge is bound to. */
  Bytes lastChallengedThumbprint() {
    return lastChallenged;
  }

  private void issue(CoapExchange exchange, CompletableFuture<Bytes> thumbprint) {
    try {
      CertificationRequest request =
          CertificationRequest.ofDer(Bytes.of(exchange.getRequestPayload()));
      request.verifyPossession();
      Bytes spki = request.publicKeySpki();
      thumbprint.complete(spki.sha256());
      X509Certificate issued =
          CertificateIssuer.issue(
              issue("device-1", PublicKeys.ofSpki(spki), Profile.TLS_CLIENT),
              Optional.of(ca),
              caKeys.getPrivate());
      exchange.respond(ResponseCode.CHANGED, CertsOnly.encode(List.of(issued)).toArray(), 281);
    } catch (CryptoException e) {
      exchange.respond(ResponseCode.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static Issue issue(String name, java.security.PublicKey key, Profile profile) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return Issue.of(
        name,
        key,
        now.minusSeconds(60),
        now.plusSeconds(3_600),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  /** Notices the first request over a session with an LDevID. */
  private final class SessionWatch extends MessageInterceptorAdapter {
    @Override
    public void receiveRequest(Request request) {
      Principal peer = request.getSourceContext().getPeerIdentity();
      if (peer != null && peer.getName().contains("device-1")) {
        ldevidSession.complete(request.getSourceContext().getPeerAddress());
      }
    }
  }

  private interface Handler {
    void handle(CoapExchange exchange);
  }

  private static CoapResource resource(String name, Handler handler) {
    return new CoapResource(name) {
      @Override
      public void handleRequest(org.eclipse.californium.core.network.Exchange exchange) {
        handler.handle(new CoapExchange(exchange));
      }
    };
  }
}
