package org.wardgate.device.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.kdf.Hkdf;

/**
 * A new key that both sides made of the old one and that no handshake has confirmed.
 *
 * @param deviceNonce what the device contributed, {@value #NONCE_BYTES} bytes
 * @param gatewayNonce what the gateway contributed, {@value #NONCE_BYTES} bytes
 * @param next the new identity and key
 */
record Rotation(Bytes deviceNonce, Bytes gatewayNonce, Credential next) {
  /** Length of a nonce. */
  static final int NONCE_BYTES = 32;

  /** Length of a new key. */
  static final int KEY_BYTES = 32;

  private static final String LABEL = "wardgate shared key 1";

  /**
   * Makes the new key: HKDF-SHA256 of the old key, the nonces as salt, and as info the label, a
   * zero byte and the new identity.
   */
  static Rotation of(Bytes oldKey, Bytes deviceNonce, Bytes gatewayNonce, Bytes newIdentity) {
    byte[] salt =
        ByteBuffer.allocate(2 * NONCE_BYTES)
            .put(deviceNonce.toArray())
            .put(gatewayNonce.toArray())
            .array();
    byte[] label = LABEL.getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        ByteBuffer.allocate(label.length + 1 + newIdentity.length())
            .put(label)
            .put((byte) 0)
            .put(newIdentity.toArray())
            .array();
    Bytes key = Hkdf.derive(oldKey, Bytes.of(salt), Bytes.of(info), KEY_BYTES);
    return new Rotation(deviceNonce, gatewayNonce, new Credential(newIdentity, key));
  }
}
