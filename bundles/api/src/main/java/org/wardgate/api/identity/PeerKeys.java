package org.wardgate.api.identity;

import javax.crypto.SecretKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportKind;

/**
 * The keys that devices without certificates share with this gateway; asked by the transports
 * during the handshake. Implemented by {@code onboarding}. Thread-safe, does not block. A refusal
 * is reported as an event by the implementation.
 */
public interface PeerKeys {
  /** Longest PSK identity, in bytes. */
  int IDENTITY_MAX_BYTES = 128;

  /**
   * The key of an identity. Possession is proved by the handshake afterwards.
   *
   * @param pskIdentity as the peer names it (RFC 4279 §5), 1 to {@value #IDENTITY_MAX_BYTES} bytes;
   *     not authenticated
   * @param peerAddress where it came from, for the record; not authenticated
   * @param kind the transport
   * @throws RefusedException if no device here has that identity, or it may not join this way
   */
  SharedKey key(Bytes pskIdentity, String peerAddress, TransportKind kind) throws RefusedException;

  /**
   * A key of one device.
   *
   * @param identity who has it
   * @param key 16 to 64 bytes
   */
  record SharedKey(PeerIdentity identity, SecretKey key) {}
}
