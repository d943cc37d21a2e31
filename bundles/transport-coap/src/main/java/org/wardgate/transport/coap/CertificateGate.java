package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.elements.util.CertPathUtil;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.TransportKind;

/**
 * Asks the {@link PeerAuthenticator} who a certificate chain stands for. Runs on the DTLS threads;
 * a handshake counts as failed if nobody is there to ask.
 */
final class CertificateGate implements NewAdvancedCertificateVerifier {
  /** Longest chain looked at. */
  static final int CHAIN_MAX_COUNT = 6;

  private static final Logger LOG = LoggerFactory.getLogger(CertificateGate.class);

  private final Supplier<Optional<PeerAuthenticator>> authenticator;
  private final Closures closures;
  private final SessionIds ids;

  /**
   * @param authenticator who decides now
   * @param closures which devices were closed meanwhile
   * @param ids of sessions
   */
  CertificateGate(
      Supplier<Optional<PeerAuthenticator>> authenticator, Closures closures, SessionIds ids) {
    this.authenticator = authenticator;
    this.closures = closures;
    this.ids = ids;
  }

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
    try {
      List<X509Certificate> chain = chain(message);
      long begun = closures.now();
      PeerIdentity identity = identify(chain, remotePeer);
      PeerSession session = new PeerSession(ids.next(), identity, begun);
      // the leaf is all that is kept: 10,000 sessions shall not keep 10,000 chains
      CertPath leaf = CertPathUtil.generateCertPath(chain.subList(0, 1));
      return new CertificateVerificationResult(connection, leaf, session);
    } catch (HandshakeException e) {
      LOG.debug("Handshake with {} refused: {}", remotePeer, e.getMessage());
      return new CertificateVerificationResult(connection, e, null);
    }
  }

  private static List<X509Certificate> chain(CertificateMessage message) throws HandshakeException {
    CertPath path = message.getCertificateChain();
    if (path == null || path.getCertificates().isEmpty()) {
      throw refusal("no X.509 certificate", AlertDescription.BAD_CERTIFICATE);
    }
    if (path.getCertificates().size() > CHAIN_MAX_COUNT) {
      throw refusal("certificate chain too long", AlertDescription.BAD_CERTIFICATE);
    }
    return path.getCertificates().stream().map(X509Certificate.class::cast).toList();
  }

  private PeerIdentity identify(List<X509Certificate> chain, InetSocketAddress peer)
      throws HandshakeException {
    PeerAuthenticator current =
        authenticator
            .get()
            .orElseThrow(() -> refusal("nobody to ask", AlertDescription.INTERNAL_ERROR));
    try {
      return current.authenticate(chain, peer.getAddress().getHostAddress(), TransportKind.COAP);
    } catch (RefusedException e) {
      // the alert says no more than this: the reason is for the hospital
      throw refusal(String.valueOf(e.getMessage()), AlertDescription.BAD_CERTIFICATE);
    } catch (RuntimeException e) {
      LOG.warn("Peer authentication failed unexpectedly: {}", e.toString());
      LOG.debug("Peer authentication failed unexpectedly", e);
      throw refusal("internal error", AlertDescription.INTERNAL_ERROR);
    }
  }

  private static HandshakeException refusal(String why, AlertDescription description) {
    return new HandshakeException(why, new AlertMessage(AlertLevel.FATAL, description));
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    // RFC 5246 §7.4.4: empty means any; the hospital's list of makers is nobody's business
    return List.of();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {
    // results are returned, never handed over later
  }
}
