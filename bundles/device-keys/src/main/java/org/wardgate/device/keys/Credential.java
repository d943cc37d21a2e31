package org.wardgate.device.keys;

import org.wardgate.api.Bytes;

/**
 * What a DTLS handshake with a shared key needs.
 *
 * @param identity the PSK identity, not secret
 * @param key secret
 */
record Credential(Bytes identity, Bytes key) {
  /** Leaves the key out. */
  @Override
  public String toString() {
    return "key of identity " + identity;
  }
}
