package org.wardgate.transport.coap;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;

/**
 * Asks once more, when a handshake is complete, whether the peer may still come: between its
 * certificate and its Finished lie round trips in which it may have been revoked. Thread-safe.
 */
final class Standing {
  private final Closures closures;
  private final Supplier<Optional<CertificateStatus>> status;

  Standing(Closures closures, Supplier<Optional<CertificateStatus>> status) {
    this.closures = closures;
    this.status = status;
  }

  boolean lasts(PeerSession session, Principal principal) {
    return !closures.closedSince(session.identity().device(), session.begun())
        && !revoked(session, principal);
  }

  private boolean revoked(PeerSession session, Principal principal) {
    return session.identity().kind() == PeerIdentity.Kind.LDEVID
        && principal instanceof X509CertPath path
        && status.get().filter(known -> revoked(known, path.getTarget())).isPresent();
  }

  private static boolean revoked(CertificateStatus known, X509Certificate certificate) {
    return known.status(certificate) == CertificateStatus.Status.REVOKED;
  }
}
