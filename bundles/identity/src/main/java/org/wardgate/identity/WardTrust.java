package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.inventory.InventorySnapshot;

/**
 * What one handshake is judged by.
 *
 * @param inventory in force
 * @param wardAnchors the ward CA's roots; none while it is not ready
 * @param status what the ward CA took back; absent while it does not say
 * @param handovers of devices that come from other wards
 * @param at now
 */
record WardTrust(
    InventorySnapshot inventory,
    List<X509Certificate> wardAnchors,
    Optional<CertificateStatus> status,
    AcceptedHandovers handovers,
    Instant at) {
  /** Copies the list. */
  WardTrust {
    wardAnchors = List.copyOf(wardAnchors);
  }
}
