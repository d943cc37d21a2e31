package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.x509.Certificates;

/** An LDevID of this ward: issued by its CA itself, naming the device in its subject. */
final class LdevidChain {
  private final WardTrust trust;

  LdevidChain(WardTrust trust) {
    this.trust = trust;
  }

  /** The identity; empty if the certificate is not this ward's. */
  Optional<PeerIdentity> of(List<X509Certificate> chain) throws RefusedException {
    X509Certificate leaf = chain.get(0);
    if (!WardIssued.by(trust.wardAnchors(), leaf, trust.at())) {
      return Optional.empty();
    }
    DeviceId device = WardIssued.entry(trust.inventory(), leaf).device();
    notRevoked(device, leaf);
    return Optional.of(
        new PeerIdentity(
            PeerIdentity.Kind.LDEVID,
            device,
            Certificates.sha256(leaf),
            Optional.empty(),
            Optional.of(Certificates.der(leaf))));
  }

  /** Fails closed: what the ward CA does not vouch for now is refused. */
  private void notRevoked(DeviceId device, X509Certificate leaf) throws RefusedException {
    CertificateStatus status =
        trust
            .status()
            .orElseThrow(
                () ->
                    new RefusedException(
                        OnboardingErrors.WARD_CA_ABSENT,
                        "whether the LDevID of " + device + " was revoked is not known"));
    switch (status.status(leaf)) {
      case GOOD -> {}
      case REVOKED ->
          throw new RefusedException(
              OnboardingErrors.REVOKED,
              "LDevID of " + device + ", serial number " + leaf.getSerialNumber().toString(16));
      case UNKNOWN ->
          throw new RefusedException(
              OnboardingErrors.UNTRUSTED_CHAIN,
              "the ward CA does not know the LDevID of " + device + " that bears its name");
    }
  }
}
