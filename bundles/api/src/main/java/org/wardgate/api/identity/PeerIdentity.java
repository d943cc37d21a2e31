package org.wardgate.api.identity;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * Who a peer proved to be.
 *
 * @param kind what proved it
 * @param device the inventory's id for it
 * @param certificateSha256 digest of what proved it, 32 bytes: of the end-entity certificate, or of
 *     the key identity where there is no certificate
 * @param mudUrl the MUD URL that came with the proof: inside the IDevID (RFC 8520 §11) or the
 *     signed handover; absent if there is none
 * @param certificate the end-entity certificate in DER, kept of IDevIDs, which vouchers name, and
 *     of LDevIDs, which a renewal repeats (RFC 7030 §4.2.2); absent for all other kinds
 */
public record PeerIdentity(
    Kind kind,
    DeviceId device,
    Bytes certificateSha256,
    Optional<String> mudUrl,
    Optional<Bytes> certificate) {
  /** Without the certificate itself. */
  public PeerIdentity(
      Kind kind, DeviceId device, Bytes certificateSha256, Optional<String> mudUrl) {
    this(kind, device, certificateSha256, mudUrl, Optional.empty());
  }

  /** What proves an identity. */
  public enum Kind {
    /** A certificate from the manufacturer (IEEE 802.1AR initial device identifier). */
    IDEVID,
    /** A certificate from this ward's CA (IEEE 802.1AR locally significant device identifier). */
    LDEVID,
    /** A certificate from another ward's CA, with that ward's signed handover. */
    PEER_LDEVID,
    /** A key that this device alone shares with the gateway. */
    SHARED_KEY,
    /** An EAP method that the hospital's AAA server confirmed (RFC 9820). */
    EAP;

    /** Whether the proof came from outside this ward: the device may begin here with it. */
    public boolean initial() {
      return this != LDEVID;
    }
  }
}
