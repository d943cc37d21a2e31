package org.wardgate.emulators.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.kdf.CounterKdf;

/**
 * A chip with one AES key, and what is derived from it (docs/shared-keys.md, step 5).
 *
 * @param identity what the device calls itself in a handshake
 * @param instanceId its instance id, 33 bytes (RFC 9783 §4.2.1)
 * @param master 16 bytes
 */
public record SecureElement(String identity, Bytes instanceId, Bytes master) {
  /** The AES key in hexadecimal, in a device's folder. */
  public static final String KEY_FILE = "secure-element.key";

  /** What it calls itself, in a device's folder. */
  public static final String IDENTITY_FILE = "secure-element.identity";

  private static final int DERIVED_BYTES = 32;

  /** Reads a device's folder. */
  public static SecureElement read(Path folder) throws IOException {
    return new SecureElement(
        Files.readString(folder.resolve(IDENTITY_FILE)).strip(),
        Bytes.ofHex(Files.readString(folder.resolve(DeviceKeys.INSTANCE_ID_FILE)).strip()),
        Bytes.ofHex(Files.readString(folder.resolve(KEY_FILE)).strip()));
  }

  /** Opens sessions. */
  Bytes sessionKey() {
    return derived("WG-DTLS-PSK");
  }

  /** Authenticates evidence. */
  Bytes evidenceKey() {
    return derived("WG-EVIDENCE");
  }

  private Bytes derived(String label) {
    Bytes context = Bytes.of(identity.getBytes(StandardCharsets.US_ASCII));
    return CounterKdf.derive(master, label, context, DERIVED_BYTES);
  }

  /** Leaves the key out. */
  @Override
  public String toString() {
    return "secure element of " + identity;
  }
}
