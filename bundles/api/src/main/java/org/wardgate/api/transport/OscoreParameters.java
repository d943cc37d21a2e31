package org.wardgate.api.transport;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.PeerIdentity;

/**
 * What an OSCORE security context is made of (RFC 8613 §3.2), and whose it is.
 *
 * @param masterSecret secret, 16 to 64 bytes
 * @param masterSalt at most 64 bytes
 * @param suite the algorithms
 * @param senderId this side's sender id, at most 7 bytes, other than {@code recipientId}
 * @param recipientId the peer's sender id: one that {@link OscoreSessions#reserve} gave
 * @param identity who holds the other end of the key
 * @param address where the peer is now
 * @param expires when the context is deleted
 */
public record OscoreParameters(
    Bytes masterSecret,
    Bytes masterSalt,
    Suite suite,
    Bytes senderId,
    Bytes recipientId,
    PeerIdentity identity,
    InetSocketAddress address,
    Instant expires) {

  /** The algorithms supported; HKDF is with SHA-256. */
  public enum Suite {
    /** AES-CCM-16-64-128: 13 byte nonce, 8 byte tag. The one RFC 8613 §3.2 makes the default. */
    AES_CCM_16_64_128(10),
    /** AES-GCM with 128 bit key: 12 byte nonce, 16 byte tag. */
    A128GCM(1);

    private final int coseAlgorithm;

    Suite(int coseAlgorithm) {
      this.coseAlgorithm = coseAlgorithm;
    }

    /** The number in the COSE algorithms registry (RFC 9053). */
    public int coseAlgorithm() {
      return coseAlgorithm;
    }
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "OSCORE of " + identity.device() + " at " + address;
  }
}
