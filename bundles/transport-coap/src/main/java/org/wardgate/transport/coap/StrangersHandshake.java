package org.wardgate.transport.coap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MessageCallback;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/** One handshake of somebody who shows no certificate. Blocks its caller for some seconds. */
final class StrangersHandshake {
  private static final long WAIT_SECONDS = 10;
  private static final int RETRANSMISSION_MILLIS = 500;
  private static final Set<AlertDescription> REFUSALS =
      Set.of(AlertDescription.BAD_CERTIFICATE, AlertDescription.HANDSHAKE_FAILURE);

  private final InetSocketAddress gateway;
  private final Shown shown = new Shown();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  private StrangersHandshake(InetSocketAddress gateway) {
    this.gateway = gateway;
  }

  /** What is wrong; empty if the endpoint proved to be the gateway and refused the stranger. */
  static String findings(InetSocketAddress gateway, X509Certificate own) {
    StrangersHandshake handshake = new StrangersHandshake(gateway);
    String findings = handshake.run();
    X509Certificate leaf = handshake.shown.leaf.get();
    return findings.isEmpty() && !own.equals(leaf)
        ? "the endpoint does not show the gateway's certificate"
        : findings;
  }

  private String run() {
    ScheduledThreadPoolExecutor threads = Threads.pool("wardgate-probe", 2);
    DTLSConnector client = new DTLSConnector(config());
    client.setExecutor(threads);
    try {
      client.start();
      client.send(
          RawData.outbound(
              new byte[] {0}, new AddressEndpointContext(gateway), new Refusal(), false));
      return end.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "the endpoint does not answer within " + WAIT_SECONDS + " s";
    } catch (IOException | ExecutionException e) {
      return "the handshake cannot be tried: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      client.destroy();
      Threads.end(threads);
    }
  }

  private DtlsConnectorConfig config() {
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    config.set(
        DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, RETRANSMISSION_MILLIS, TimeUnit.MILLISECONDS);
    config.setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
    config.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
    return DtlsConnectorConfig.builder(config)
        .setAddress(new InetSocketAddress(0))
        .setLoggingTag("wardgate-probe")
        .setAdvancedCertificateVerifier(shown)
        .build();
  }

  /** How it ends. */
  private final class Refusal implements MessageCallback {
    @Override
    public void onConnecting() {
      // nothing to do
    }

    @Override
    public void onDtlsRetransmission(int flight) {
      // loopback loses nothing; a busy machine is waited for
    }

    @Override
    public void onContextEstablished(EndpointContext context) {
      end.complete("somebody without certificate was let in");
    }

    @Override
    public void onSent() {
      end.complete("somebody without certificate was let in");
    }

    @Override
    public void onError(Throwable error) {
      boolean refused =
          error instanceof HandshakeException handshake
              && REFUSALS.contains(handshake.getAlert().getDescription());
      end.complete(refused ? "" : "the handshake fails: " + error.getMessage());
    }
  }

  /** Takes whatever certificate is shown; that the server has its key the handshake proves. */
  private static final class Shown implements NewAdvancedCertificateVerifier {
    private final AtomicReference<@Nullable X509Certificate> leaf = new AtomicReference<>();

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
      return List.of(CertificateType.X_509);
    }

    @Override
    public CertificateVerificationResult verifyCertificate(
        ConnectionId connection,
        @Nullable ServerNames serverNames,
        InetSocketAddress remotePeer,
        boolean clientUsage,
        boolean verifySubject,
        boolean truncateCertificatePath,
        CertificateMessage message) {
      CertPath path = message.getCertificateChain();
      if (path != null && !path.getCertificates().isEmpty()) {
        leaf.set((X509Certificate) path.getCertificates().get(0));
      }
      return new CertificateVerificationResult(connection, path, null);
    }

    @Override
    public List<X500Principal> getAcceptedIssuers() {
      return List.of();
    }

    @Override
    public void setResultHandler(HandshakeResultHandler resultHandler) {
      // results are returned, never handed over later
    }
  }
}
