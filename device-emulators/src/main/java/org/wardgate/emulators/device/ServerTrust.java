package org.wardgate.emulators.device;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * Accepts any gateway for the first session and remembers its chain, so that the device can check
 * it against the ward CA it is about to get. A device without a voucher has no other choice.
 */
final class ServerTrust implements NewAdvancedCertificateVerifier {
  private volatile Optional<X509Certificate> seen = Optional.empty();

  /** The gateway's certificate. */
  Optional<X509Certificate> seen() {
    return seen;
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId connection,
      ServerNames serverName,
      InetSocketAddress remotePeer,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncateCertificatePath,
      CertificateMessage message) {
    var path = message.getCertificateChain();
    seen = path.getCertificates().stream().findFirst().map(X509Certificate.class::cast);
    return new CertificateVerificationResult(connection, path, null);
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return List.of();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // answers at once, never later
  }
}
