package org.wardgate.onboarding;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
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

/**
 * A device that shakes hands as client, serves its MUD URL and takes its configuration on the same
 * session, and sends messages as it likes.
 */
final class ServingDevice implements AutoCloseable {
  final List<byte[]> configurations = new CopyOnWriteArrayList<>();

  /** Bytes in each of its blocks. */
  static final int BLOCK_BYTES = 64;

  private static final int BLOCK_SZX = 2;
  private static final long ANSWER_MAX_MILLIS = 30_000;

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
            .setCoapStackFactory(PlainStack.factory())
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
    server.add(
        new CoapResource("wg")
            .add(
                new CoapResource("configuration") {
                  @Override
                  public void handlePOST(CoapExchange exchange) {
                    configurations.add(exchange.getRequestPayload());
                    exchange.respond(CoAP.ResponseCode.CHANGED);
                  }
                }));
    server.start();
  }

  /** One block of a body, alone, and the code of its answer. */
  CoAP.ResponseCode block(String path, byte[] body, int number, boolean more)
      throws InterruptedException {
    Request request = Request.newPost();
    request.setURI("coaps://127.0.0.1:" + gatewayPort + "/" + path);
    request.getOptions().setContentFormat(286).setBlock1(BLOCK_SZX, more, number);
    int from = number * BLOCK_BYTES;
    request.setPayload(Arrays.copyOfRange(body, from, Math.min(body.length, from + BLOCK_BYTES)));
    endpoint.sendRequest(request);
    Response response = request.waitForResponse(ANSWER_MAX_MILLIS);
    if (response == null) {
      throw new AssertionError("no answer to block " + number);
    }
    return response.getCode();
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
