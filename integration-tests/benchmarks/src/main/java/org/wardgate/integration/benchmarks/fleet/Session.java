package org.wardgate.integration.benchmarks.fleet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MessageCallback;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.jspecify.annotations.Nullable;

/** One DTLS session of a device, over a socket of its own. */
final class Session implements AutoCloseable {
  /** RFC 7252 §4.3: an empty confirmable message, which is answered with a reset. */
  private static final byte[] PING = {0x40, 0, 0x12, 0x34};

  private final InetSocketAddress gateway;
  private final DTLSConnector connector;
  private final CoapEndpoint endpoint;

  /**
   * Opens the socket.
   *
   * @param shared runs the client's work for all sessions
   */
  Session(Device device, InetSocketAddress gateway, ScheduledExecutorService shared)
      throws IOException {
    this.gateway = gateway;
    Configuration configuration = configuration();
    connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(device.local())
                .setCertificateIdentityProvider(
                    new SingleCertificateProvider(
                        device.keys().getPrivate(),
                        new X509Certificate[] {device.idevid()},
                        CertificateType.X_509))
                .setAdvancedCertificateVerifier(
                    StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustAllCertificates()
                        .build())
                .build());
    connector.setExecutor(shared);
    endpoint =
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build();
    endpoint.setExecutors(shared, shared);
    endpoint.start();
  }

  private static Configuration configuration() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    return Configuration.createStandardWithoutFile()
        .set(CoapConfig.MAX_ACTIVE_PEERS, 4)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, 4)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 2, TimeUnit.SECONDS)
        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 5)
        .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
        .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false)
        .set(
            DtlsConfig.DTLS_CIPHER_SUITES,
            List.of(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
  }

  /** Shakes hands; completes when the session stands. */
  CompletableFuture<Void> handshake() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    MessageCallback callback =
        new MessageCallback() {
          @Override
          public void onConnecting() {
            // the handshake begins
          }

          @Override
          public void onDtlsRetransmission(int flight) {
            // the other side is slow
          }

          @Override
          public void onContextEstablished(EndpointContext context) {
            done.complete(null);
          }

          @Override
          public void onSent() {
            done.complete(null);
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        };
    connector.send(RawData.outbound(PING, new AddressEndpointContext(gateway), callback, false));
    return done;
  }

  /** A request and its answer; null if none came. */
  @Nullable CoapResponse ask(Request request, String path) throws IOException, ConnectorException {
    CoapClient client =
        new CoapClient("coaps://" + gateway.getHostString() + ":" + gateway.getPort() + "/" + path);
    client.setEndpoint(endpoint);
    return client.advanced(request);
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
