package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.PeerGateway;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.x509.Certificates;

/** An LDevID of another ward, which counts while that ward's handover does. */
final class PeerWardChain {
  private final WardTrust trust;

  PeerWardChain(WardTrust trust) {
    this.trust = trust;
  }

  /** The identity; empty if the certificate is of no other ward the inventory names. */
  Optional<PeerIdentity> of(List<X509Certificate> chain) throws RefusedException {
    X509Certificate leaf = chain.get(0);
    List<String> wards = new ArrayList<>();
    for (PeerGateway gateway : trust.inventory().peerGateways().values()) {
      if (WardIssued.by(gateway.anchors(), leaf, trust.at())) {
        wards.add(gateway.id());
      }
    }
    if (wards.isEmpty()) {
      return Optional.empty();
    }
    InventoryEntry entry = WardIssued.entry(trust.inventory(), leaf);
    Bytes fingerprint = Certificates.sha256(leaf);
    Handover handover =
        trust
            .handovers()
            .find(entry.device(), fingerprint, trust.at())
            .filter(found -> wards.contains(found.fromGateway()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        OnboardingErrors.HANDOVER_MISSING,
                        entry.device() + " from the ward of " + wards));
    return Optional.of(
        new PeerIdentity(
            PeerIdentity.Kind.PEER_LDEVID, entry.device(), fingerprint, handover.mudUrl()));
  }
}
