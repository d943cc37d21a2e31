package org.wardgate.onboarding;

import org.wardgate.api.Bytes;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.crypto.x509.CertificationRequest;

/**
 * What a device wants a certificate for. The same wish again joins the one that is pending.
 *
 * @param reason what for
 * @param requestKey SubjectPublicKeyInfo of its request, DER
 * @param evidenceBinding what its evidence must be bound to, 32 bytes
 */
record Wish(Reason reason, Bytes requestKey, Bytes evidenceBinding) {
  /** For the key of the request; the evidence names that key. */
  static Wish forOwnKey(Reason reason, CertificationRequest request) {
    Bytes key = request.publicKeySpki();
    return new Wish(reason, key, key.sha256());
  }

  /** For a key still to be made; the evidence names the session's certificate. */
  static Wish forServerKey(PeerIdentity identity, CertificationRequest request) {
    return new Wish(Reason.SERVER_KEY, request.publicKeySpki(), identity.certificateSha256());
  }
}
