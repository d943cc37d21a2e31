package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificationRequests;

/**
 * Renews an LDevID in time, with a new key: over the session of the one in force, with evidence for
 * the new key (RFC 9148, {@code sren}).
 *
 * @param clock says when
 * @param afterSeconds time from one certificate to the next; 0 for two thirds of the validity
 */
record Renewal(Clock clock, long afterSeconds) {

  /**
   * Whether it is time.
   *
   * @param since when the device got the certificate
   */
  boolean due(X509Certificate certificate, Instant since) {
    if (afterSeconds > 0) {
      return clock.instant().isAfter(since.plusSeconds(afterSeconds));
    }
    Instant from = certificate.getNotBefore().toInstant();
    Duration validity = Duration.between(from, certificate.getNotAfter().toInstant());
    return clock.instant().isAfter(from.plus(validity.dividedBy(3).multipliedBy(2)));
  }

  /**
   * Renews.
   *
   * @param est over a session of the identity
   * @throws Refusal if the gateway says no
   * @throws IOException if it cannot be reached or talks nonsense
   */
  LocalIdentity renew(EstClient est, LocalIdentity identity)
      throws IOException, Refusal, InterruptedException {
    List<X509Certificate> anchors = est.anchors();
    KeyPair fresh = EcKeys.generateP256();
    if (est.attests()) {
      est.attest(PublicKeys.spki(fresh.getPublic()).sha256());
    }
    Bytes request = CertificationRequests.renewing(identity.certificate(), fresh);
    X509Certificate certificate = est.certificate("sren", request, fresh);
    return new LocalIdentity(certificate, fresh.getPrivate(), anchors);
  }
}
