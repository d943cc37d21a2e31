package org.wardgate.onboarding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.wardgate.onboarding.TestCa.Identity;

/** A device that shakes hands as client and serves its MUD URL on the same session. */
final class ServingDevice implements AutoCloseable {
  private final CoapServer server;
  private final CoapEndpoint endpoint;
  private final int gatewayPort;

  ServingDevice(int gatewayPort, Identity identity, X509Certificate anchor, String mudUrl)
      throws IOException {
    this.gatewayPort = gatewayPort;
    CoapConfig.register();
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(config)
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .setCertificateIdentityProvider(
                new SingleCertificateProvider(
                    identity.key(),
                    new X509Certificate[] {identity.certificate()},
                    CertificateType.X_509))
            .setAdvancedCertificateVerifier(
                StaticNewAdvancedCertificateVerifier.builder()
                    .setTrustedCertificates(anchor)
                    .build())
            .build();
    endpoint =
        new CoapEndpoint.Builder()
            .setConfiguration(config)
            .setConnector(new DTLSConnector(dtls))
            .build();
    server = new CoapServer(config);
    server.addEndpoint(endpoint);
    server.add(
        new CoapResource(".well-known")
            .add(
                new CoapResource("mud-url") {
                  @Override
                  public void handleGET(CoapExchange exchange) {
                    exchange.respond(mudUrl);
                  }
                }));
    server.start();
  }

  /** Sends a request; its answer does not matter. */
  void speak() {
    Request request = Request.newGet();
    request.setURI("coaps://127.0.0.1:" + gatewayPort + "/.well-known/est/crts");
    endpoint.sendRequest(request);
  }

  @Override
  public void close() {
    server.destroy();
  }
}
