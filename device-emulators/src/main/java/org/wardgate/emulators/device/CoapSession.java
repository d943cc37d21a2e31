package org.wardgate.emulators.device;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.DtlsHandshakeTimeoutException;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.wardgate.api.Bytes;
import org.wardgate.emulators.net.Endpoint;

/**
 * One DTLS session with the gateway over a socket of the device's own address. The gateway can ask
 * the device over it as well. Not for use by several threads.
 */
final class CoapSession implements AutoCloseable {
  private static final long REPLY_MAX_MILLIS = 20_000;
  private static final long HEARTBEAT_MAX_MILLIS = 4_000;
  private static final int LINK_FORMAT = 40;
  private static final int BODY_MAX_BYTES = 16_384;
  private static final int NO_FORMAT = -1;

  private final Endpoint gateway;
  private final CoapServer server;
  private final CoapEndpoint endpoint;

  private CoapSession(Endpoint gateway, CoapServer server, CoapEndpoint endpoint) {
    this.gateway = gateway;
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Opens the socket. The handshake comes with the first request.
   *
   * @param wire the device's own address and the gateway's
   * @param chain to show, end entity first
   * @param key of the end entity
   * @param trust which gateway to accept
   * @param served what the gateway may ask of the device
   */
  static CoapSession open(
      Wire wire,
      List<X509Certificate> chain,
      PrivateKey key,
      NewAdvancedCertificateVerifier trust,
      List<Resource> served) {
    Configuration configuration = configuration();
    return open(
        wire,
        configuration,
        DtlsConnectorConfig.builder(configuration)
            .setCertificateIdentityProvider(
                new SingleCertificateProvider(
                    key, chain.toArray(X509Certificate[]::new), CertificateType.X_509))
            .setAdvancedCertificateVerifier(trust),
        served);
  }

  /**
   * Opens the socket; both ends prove themselves with a key that they share. The handshake comes
   * with the first request.
   *
   * @param wire the device's own address and the gateway's
   * @param identity of the key
   * @param key 16 to 64 bytes
   * @param served what the gateway may ask of the device
   */
  static CoapSession openShared(Wire wire, String identity, Bytes key, List<Resource> served) {
    Configuration configuration =
        configuration()
            .set(
                DtlsConfig.DTLS_CIPHER_SUITES,
                List.of(CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256));
    return open(
        wire,
        configuration,
        DtlsConnectorConfig.builder(configuration)
            .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key.toArray())),
        served);
  }

  private static CoapSession open(
      Wire wire,
      Configuration configuration,
      DtlsConnectorConfig.Builder builder,
      List<Resource> served) {
    DtlsConnectorConfig dtls = builder.setAddress(new InetSocketAddress(wire.address(), 0)).build();
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(new DTLSConnector(dtls))
            .build();
    CoapServer server = new CoapServer(configuration);
    server.setExecutors(wire.work(), wire.timers(), true);
    server.addEndpoint(endpoint);
    server.add(served.toArray(Resource[]::new));
    server.start();
    return new CoapSession(wire.gateway(), server, endpoint);
  }

  private static Configuration configuration() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    return Configuration.createStandardWithoutFile()
        .set(CoapConfig.MAX_ACTIVE_PEERS, 16)
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(CoapConfig.ACK_TIMEOUT, 1, TimeUnit.SECONDS)
        .set(CoapConfig.MAX_RETRANSMIT, 2)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, BODY_MAX_BYTES)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
        .set(DtlsConfig.DTLS_MAX_CONNECTIONS, 16)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 1, TimeUnit.SECONDS)
        .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2)
        // the gateway is known by its ward CA, not by a host name
        .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
        .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false)
        .set(
            DtlsConfig.DTLS_CIPHER_SUITES, List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8));
  }

  Reply get(String path, int accept) throws IOException, Refusal {
    return exchange(new Request(Code.GET), path, accept, REPLY_MAX_MILLIS);
  }

  /** Asks for next to nothing, to see whether the session lives. */
  void heartbeat() throws IOException, Refusal {
    exchange(new Request(Code.GET), ".well-known/core", LINK_FORMAT, HEARTBEAT_MAX_MILLIS)
        .orRefusal("heartbeat");
  }

  /**
   * @param accept content format wanted, −1 for any
   */
  Reply post(String path, int contentFormat, Bytes payload, int accept)
      throws IOException, Refusal {
    Request request = new Request(Code.POST);
    request.setPayload(payload.toArray());
    request.getOptions().setContentFormat(contentFormat);
    return exchange(request, path, accept, REPLY_MAX_MILLIS);
  }

  private Reply exchange(Request request, String path, int accept, long waitMaxMillis)
      throws IOException, Refusal {
    if (accept != NO_FORMAT) {
      request.getOptions().setAccept(accept);
    }
    CoapClient client = new CoapClient("coaps://" + gateway + "/" + path);
    client.setEndpoint(endpoint);
    client.setTimeout(waitMaxMillis);
    try {
      CoapResponse response = client.advanced(request);
      if (response == null) {
        throw new IOException("no answer to " + path);
      }
      return Reply.of(response);
    } catch (ConnectorException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** A handshake that the gateway ended with an alert is a refusal; silence is not. */
  private static IOException refused(IOException failure) throws Refusal {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DtlsHandshakeTimeoutException) {
        return failure;
      }
      if (cause instanceof HandshakeException handshake) {
        throw new Refusal("handshake", String.valueOf(handshake.getMessage()));
      }
    }
    return failure;
  }

  @Override
  public void close() {
    server.destroy();
    endpoint.destroy();
  }
}
