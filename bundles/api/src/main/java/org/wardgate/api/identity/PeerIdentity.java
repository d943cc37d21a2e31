package org.wardgate.api.identity;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * Who a peer proved to be.
 *
 * @param kind what kind of certificate proved it
 * @param device the inventory's id for it
 * @param certificateSha256 digest of the end-entity certificate, 32 bytes
 * @param mudUrl the MUD URL inside the IDevID (RFC 8520 §11), absent if it has none or is an LDevID
 */
public record PeerIdentity(
    Kind kind, DeviceId device, Bytes certificateSha256, Optional<String> mudUrl) {

  /** IEEE 802.1AR: initial or locally significant device identifier. */
  public enum Kind {
    /** From the manufacturer. */
    IDEVID,
    /** From this ward's CA. */
    LDEVID
  }
}
