package org.wardgate.registrar.pledge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.TestCa.Identity;

/**
 * The wire of a pledge: DTLS with its IDevID to a registrar it does not know yet (RFC 8995 §5.6.2),
 * CoAP with blocks.
 */
final class DtlsPledge implements AutoCloseable {
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final InetSocketAddress registrar;
  private final DTLSConnector dtls;
  private final CoapEndpoint coap;

  DtlsPledge(InetSocketAddress registrar, Identity idevid) {
    this.registrar = registrar;
    CoapConfig.register();
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
    config.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 2, TimeUnit.SECONDS);
    config.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
    dtls = new DTLSConnector(dtls(config, idevid));
    dtls.setExecutor(threads);
    coap = new CoapEndpoint.Builder().setConfiguration(config).setConnector(dtls).build();
    coap.setExecutors(threads, threads);
    try {
      coap.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DtlsConnectorConfig dtls(Configuration config, Identity idevid) {
    SingleCertificateProvider shown =
        new SingleCertificateProvider(
            idevid.key(), new X509Certificate[] {idevid.certificate()}, CertificateType.X_509);
    return DtlsConnectorConfig.builder(config)
        .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .setCertificateIdentityProvider(shown)
        // provisional: the voucher says later whether this was the right one
        .setAdvancedCertificateVerifier(
            StaticNewAdvancedCertificateVerifier.builder().setTrustAllCertificates().build())
        .build();
  }

  /** What the registrar showed, its own certificate first. */
  List<X509Certificate> registrarChain() {
    return ((X509CertPath) dtls.getSessionByAddress(registrar).getPeerIdentity())
        .getPath().getCertificates().stream().map(X509Certificate.class::cast).toList();
  }

  Response get(String path, int accept) {
    Request request = new Request(Code.GET);
    request.getOptions().setAccept(accept);
    return send(request, path);
  }

  Response post(String path, int format, byte[] payload) {
    Request request = new Request(Code.POST);
    request.getOptions().setContentFormat(format);
    request.setPayload(payload);
    return send(request, path);
  }

  private Response send(Request request, String pathAndQuery) {
    String[] parts = pathAndQuery.split("\\?", 2);
    request.getOptions().setUriPath(parts[0]);
    Arrays.stream(parts).skip(1).forEach(request.getOptions()::setUriQuery);
    CompletableFuture<Response> answer = new CompletableFuture<>();
    request.setDestinationContext(new AddressEndpointContext(registrar));
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
    return answer.orTimeout(Gateway.WAIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    coap.destroy();
    threads.shutdownNow();
  }
}
