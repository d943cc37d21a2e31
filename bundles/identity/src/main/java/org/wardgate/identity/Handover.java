package org.wardgate.identity;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * What one gateway says about a device that moves to another.
 *
 * @param id random, of this statement alone, 16 bytes
 * @param device which
 * @param fromGateway id of the gateway that signs
 * @param toGateway id of the gateway it is for
 * @param certificateSha256 of the LDevID the device comes with, 32 bytes
 * @param mudUrl of the device, absent if it has none
 * @param issuedAt whole seconds
 * @param validUntil whole seconds, not after
 */
record Handover(
    Bytes id,
    DeviceId device,
    String fromGateway,
    String toGateway,
    Bytes certificateSha256,
    Optional<String> mudUrl,
    Instant issuedAt,
    Instant validUntil) {
  /** Length of an id. */
  static final int ID_BYTES = 16;

  /** Length of a digest. */
  static final int DIGEST_BYTES = 32;

  /** The same document, of no certificate any more: it lets nobody in, but its id stays known. */
  Handover ended() {
    return new Handover(
        id,
        device,
        fromGateway,
        toGateway,
        Bytes.of(new byte[DIGEST_BYTES]),
        Optional.empty(),
        issuedAt,
        validUntil);
  }

  /** Whether it counts then. */
  boolean counts(Instant at) {
    return !at.isAfter(validUntil);
  }
}
